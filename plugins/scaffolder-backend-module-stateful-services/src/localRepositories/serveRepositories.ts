import express, { Handler } from 'express';
import git from 'isomorphic-git';
import fs from 'node:fs';
import { join } from 'node:path';
import { listingPage, LISTING_CSP } from './listingPage';
import { serviceNameRule } from '../request/rules';

/** Whoever publishes decides what is in the files, so a browser must neither render nor run them. */
function forbidRendering(res: Pick<express.Response, 'setHeader'>): void {
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
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
    if (serviceNameRule()(name) || !fs.existsSync(join(dir, '.git'))) {
      next();
      return;
    }
    try {
      const files = await git.listFiles({ fs, dir, ref: 'HEAD' });
      res.setHeader('Content-Security-Policy', LISTING_CSP);
      res.type('html').send(
        listingPage({
          name,
          directory: dir,
          // Dotfiles are not served.
          files: files.filter(file => !/(^|\/)\./.test(file)),
          base: req.baseUrl,
        }),
      );
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
