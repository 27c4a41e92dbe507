import escapeHtml from 'escape-html';
import express, { Handler } from 'express';
import git from 'isomorphic-git';
import fs from 'node:fs';
import { join } from 'node:path';
import { nameRule } from '../request/rules';

/** Whoever publishes decides what is in the files, so a browser must neither render nor run them. */
function forbidRendering(res: Pick<express.Response, 'setHeader'>): void {
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
}

function listing(name: string, files: readonly string[], base: string) {
  // Dotfiles are not served.
  const served = files.filter(file => !/(^|\/)\./.test(file));
  const links = served.map(file => {
    const path = file.split('/').map(encodeURIComponent).join('/');
    return `<li><a href="${base}/${name}/${path}">${escapeHtml(file)}</a></li>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>${name}</title><h1>${name}</h1><ul>${links.join('')}</ul>`;
}

/**
 * Serves the files of local repositories read-only, as plain text, and for a repository itself a page that lists them.
 *
 * @remarks Dotfiles, and with them the objects of git and repositories that are being published, are not served.
 */
export function serveRepositories(directory: string): Handler {
  const router = express.Router();
  router.get('/:name', async (req, res, next) => {
    const { name } = req.params;
    const dir = join(directory, name);
    if (nameRule(name) || !fs.existsSync(join(dir, '.git'))) {
      next();
      return;
    }
    try {
      const files = await git.listFiles({ fs, dir, ref: 'HEAD' });
      res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
      res.type('html').send(listing(name, files, req.baseUrl));
    } catch (error) {
      next(error);
    }
  });
  router.use(
    express.static(directory, {
      dotfiles: 'deny',
      index: false,
      redirect: false,
      setHeaders: forbidRendering,
    }),
  );
  return router;
}
