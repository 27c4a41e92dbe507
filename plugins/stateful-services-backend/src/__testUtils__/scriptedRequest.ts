import { RawObject } from './objects';

/** What a resource answers instead of what it should. */
export type Fault =
  | { readonly kind: 'status'; readonly code: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'html' }
  | { readonly kind: 'brokenJson' }
  /** Sends a line that does not end, ten bytes in a second. */
  | { readonly kind: 'endlessLine' }
  /** Refuses streaming lists, as servers before 1.32 do. */
  | { readonly kind: 'noStreamingLists' };

/** What a request is about; without a namespace, all of them. */
export interface Target {
  readonly resource: string;
  readonly namespace?: string;
}

export function isIn({ namespace }: Target, object: RawObject): boolean {
  return namespace === undefined || object.metadata.namespace === namespace;
}

export function targetOf(path: string): Target {
  return {
    resource: path.split('/').at(-1) ?? '',
    namespace: /\/namespaces\/([^/]+)\//.exec(path)?.[1],
  };
}
