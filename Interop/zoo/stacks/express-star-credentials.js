const express = require("express");
const cors = require("cors");
const app = express();
app.use(cors({
  origin: "*",  // broken
  origin: ["https://app.example.com"],  // mended
  credentials: true, maxAge: 600,
}));
app.get("/api", (request, response) => response.json({ greeting: "hello" }));
app.listen(process.env.PORT, "127.0.0.1");
