// Loaded before the backend: file descriptor 3 is a pipe that the starting process holds open. When that process is gone,
// even by force, the pipe closes and the backend ends too instead of keeping the port.
const { Socket } = require('node:net');

const parent = new Socket({ fd: 3, readable: true, writable: false });
parent.once('close', () => process.kill(process.pid, 'SIGTERM'));
parent.resume();
parent.unref();
