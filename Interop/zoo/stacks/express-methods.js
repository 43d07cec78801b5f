const express = require("express");
const cors = require("cors");
const app = express();
app.use(cors({
  origin: ["https://app.example.com"], maxAge: 600,
  methods: ["GET", "POST"],  // broken
  methods: ["GET", "POST", "PATCH"],  // mended
}));
app.all("/api", (request, response) => response.json({ greeting: "hello" }));
app.listen(process.env.PORT, "127.0.0.1");
