import { createMockDirectory } from '@backstage/backend-test-utils';
import express from 'express';
import git from 'isomorphic-git';
import fs from 'node:fs';
import request from 'supertest';
import { serveRepositories } from './serveRepositories';

describe('serveRepositories', () => {
  const directory = createMockDirectory();
  const server = express().use(
    '/local-repositories',
    serveRepositories(directory.path),
  );

  beforeAll(async () => {
    directory.setContent({
      cache: {
        'catalog-info.yaml': 'kind: Component\n',
        'page.html': '<script>alert(1)</script>',
        '.gitignore': '*.tfstate\n',
        docs: { '<b>&".md': 'strange\n' },
      },
      '.cache-1234.partial': { 'catalog-info.yaml': 'half' },
    });
    const dir = directory.resolve('cache');
    await git.init({ fs, dir });
    await git.add({ fs, dir, filepath: '.' });
    const author = { name: 'Portal', email: 'portal@example.com' };
    await git.commit({ fs, dir, author, message: 'Create cache' });
  });

  const get = (path: string) =>
    request(server).get(`/local-repositories/${path}`);

  it('serves a file', async () => {
    const response = await get('cache/catalog-info.yaml');
    expect(response.status).toBe(200);
    expect(response.text).toBe('kind: Component\n');
  });

  it('serves even a page as text that a browser does not run', async () => {
    const { headers } = await get('cache/page.html');
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it.each(['cache', 'cache/'])(
    'lists the files of %s with links that work, whatever their names',
    async path => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers['content-security-policy']).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      );
      expect(response.text).toContain(
        `git clone ${directory.resolve('cache')}`,
      );
      expect(response.text).not.toContain('<b>');
      const links = [...response.text.matchAll(/href="([^"]*)"/g)].map(
        ([, href]) => href ?? '',
      );
      expect(links).toHaveLength(3);
      for (const link of links) {
        expect((await request(server).get(link)).status).toBe(200);
      }
    },
  );

  it.each([
    'cache/.git/config',
    '.cache-1234.partial/catalog-info.yaml',
    '..%2f..%2fetc/passwd',
    'unknown',
    '',
  ])('does not serve %j', async path => {
    expect((await get(path)).status).toBe(404);
  });

  it('takes no writes', async () => {
    const response = await request(server)
      .put('/local-repositories/cache/catalog-info.yaml')
      .send('other');
    expect(response.status).toBe(404);
  });
});
