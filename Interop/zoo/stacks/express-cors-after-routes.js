const express = require("express");
const cors = require("cors");
const app = express();
app.use(cors({ origin: ["https://app.example.com"], maxAge: 600 }));  // mended
app.get("/api", (request, response) => response.json({ greeting: "hello" }));
app.use(cors({ origin: ["https://app.example.com"], maxAge: 600 }));  // broken
app.listen(process.env.PORT, "127.0.0.1");
