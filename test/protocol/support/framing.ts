import type { Readable, Writable } from 'node:stream';

/** Writes a message with the header that LSP's base protocol puts before it. */
export function writeFrame(stream: Writable, message: string): void {
  stream.write(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
}

/** Cuts a stream into messages. */
export function readFrames(stream: Readable, receive: (message: string) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  stream.on('data', (piece: Buffer) => {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
    for (;;) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/^Content-Length: (\d+)$/im.exec(pending.toString('ascii', 0, end))?.[1]);
      if (!Number.isInteger(length)) throw new Error(`A header without a length: ${pending.toString('ascii', 0, end)}`);
      if (pending.length < end + 4 + length) return;
      const message = pending.toString('utf8', end + 4, end + 4 + length);
      pending = pending.subarray(end + 4 + length);
      receive(message);
    }
  });
}
