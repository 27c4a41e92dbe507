import escapeHtml from 'escape-html';

/** Nothing but the page's own style; names of files are escaped. */
export const LISTING_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  body { max-width: 48rem; margin: 3rem auto; padding-inline: 1.5rem; }
  code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
  ul { columns: 22rem; padding: 0; list-style: none; }
`;

/** A page that lists the files of a repository and says how to clone it. `files` are relative to the repository. */
export function listingPage(repository: {
  readonly name: string;
  readonly directory: string;
  readonly files: readonly string[];
  /** Path below which the repositories are served. */
  readonly base: string;
}): string {
  const { name, directory, files, base } = repository;
  const links = files.map(file => {
    const path = file.split('/').map(encodeURIComponent).join('/');
    return `<li><a href="${base}/${name}/${path}">${escapeHtml(file)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style>${STYLE}</style>
<h1>${name}</h1>
<p>A git repository on the machine that the portal runs on:
<code>git clone ${escapeHtml(directory)}</code></p>
<ul>${links.join('\n')}</ul>
</html>
`;
}
