// For the health check of a container: exit 0 when the process at PORT says that it is alive.
import http from 'node:http';

const port = process.env.PORT || '3000';
const request = http.get({ host: '127.0.0.1', port, path: '/healthz', timeout: 2500 }, (response) => {
  response.resume();
  process.exitCode = response.statusCode === 200 ? 0 : 1;
});
request.on('timeout', () => request.destroy(new Error('no answer')));
request.on('error', () => {
  process.exitCode = 1;
});
