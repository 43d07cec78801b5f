// The reference Socket.IO server with the events that the benchmarks send. Usage: node socketio_reference.js PORT
'use strict';
const http = require('http');
const { Server } = require('socket.io');

const server = http.createServer();
const io = new Server(server, { serveClient: false });
io.on('connection', (socket) => {
  socket.on('message-with-ack', (text, acknowledge) => acknowledge(text));
  socket.on('bcast', (text) => io.emit('b', text));
});
server.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
