import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { required } from './runTool';

/** Keys of the Secret, which are variables of rclone as well. */
export const S3_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'backup-writer',
  AWS_SECRET_ACCESS_KEY: 'canary-of-the-object-storage',
};

export interface S3Server {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Serves the folders of a folder as buckets, on a free port of loopback, to who has the credentials. */
export async function startS3Server(folder: string): Promise<S3Server> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = S3_CREDENTIALS;
  const server = spawn(
    path.join(required('REAL_TOOLS_DIR'), 'rclone'),
    ['serve', 's3', '--addr', '127.0.0.1:0', folder],
    {
      env: {
        RCLONE_CONFIG: '',
        // A list of pairs, as CSV.
        RCLONE_AUTH_KEY: `"${AWS_ACCESS_KEY_ID},${AWS_SECRET_ACCESS_KEY}"`,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = once(server, 'exit');
  for await (const line of createInterface(server.stderr)) {
    const endpoint = /Starting s3 server on \[(http:[^\]]*)\/\]/.exec(
      line,
    )?.[1];
    if (endpoint) {
      return {
        endpoint,
        stop: async () => {
          server.kill();
          await ended;
        },
      };
    }
  }
  throw new Error('rclone serve s3 ended before it served anything');
}
