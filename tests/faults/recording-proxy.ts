import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface RecordingProxy {
  readonly port: number;
  /** `host:port` or the whole address of each request so far. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** A proxy that writes down what it is asked for and refuses it. */
export async function recordingProxy(): Promise<RecordingProxy> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.writeHead(403).end();
  });
  server.on("connect", (request, socket) => {
    seen.push(request.url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
