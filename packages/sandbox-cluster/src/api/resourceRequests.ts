import { ApiError } from '../registry/apiError';
import { ObjectRegistry } from '../registry/objectRegistry';
import { Clock } from '../store/clock';
import { authorize, SandboxUser } from './access';
import { Exchange, mediaTypeOf, readBody, sendJson } from './exchange';
import { listObjects } from './list';
import { ResourceRoute } from './route';
import { readScale, writeScale } from './scale';
import { selectionOf } from './selection';
import { asTable, wantsTable } from './table';
import { WatchStream } from './watch';
import { createObject, deleteObject, patchObject, updateObject } from './write';

function isWatch({ query }: Exchange): boolean {
  return ['true', '1'].includes(query.get('watch') ?? '');
}

function verbOf(exchange: Exchange, { name }: ResourceRoute): string {
  switch (exchange.method) {
    case 'GET':
      if (isWatch(exchange)) {
        return 'watch';
      }
      return name ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name ? 'delete' : 'deletecollection';
    default:
      throw new ApiError(
        405,
        'MethodNotAllowed',
        `the server does not allow this method on the requested resource`,
      );
  }
}

/** Serves everything that is about objects: reads, watches and writes. */
export class ResourceRequests {
  private readonly watches = new Set<WatchStream>();

  constructor(
    private readonly registry: ObjectRegistry,
    private readonly clock: Clock,
  ) {}

  async serve(
    exchange: Exchange,
    route: ResourceRoute,
    user: SandboxUser,
  ): Promise<void> {
    const verb = verbOf(exchange, route);
    authorize(user, { ...route, verb });
    if (verb === 'watch') {
      this.watch(exchange, route);
    } else if (verb === 'list') {
      const list = listObjects(this.registry.store, route, exchange.query);
      sendJson(
        exchange,
        200,
        wantsTable(exchange) ? asTable(route.type, list) : list,
      );
    } else if (route.name) {
      await this.serveOne(exchange, { ...route, name: route.name }, verb);
    } else {
      await this.serveCollection(exchange, route, verb);
    }
  }

  endWatches(): void {
    this.watches.forEach(watch => watch.end());
  }

  private watch(exchange: Exchange, route: ResourceRoute): void {
    const watch = new WatchStream(
      this.registry.store,
      this.clock,
      route,
      exchange,
    );
    this.watches.add(watch);
    watch.start(() => this.watches.delete(watch));
  }

  private async serveCollection(
    exchange: Exchange,
    route: ResourceRoute,
    verb: string,
  ): Promise<void> {
    const body = await readBody(exchange);
    if (verb === 'create') {
      const dryRun = exchange.query.get('dryRun') === 'All';
      const created = createObject(this.registry, route, { body, dryRun });
      sendJson(exchange, 201, created);
    } else if (verb === 'deletecollection') {
      const { store } = this.registry;
      const items = store
        .list(route.type.name, route.namespace)
        .filter(selectionOf(route, exchange.query));
      for (const { metadata } of items) {
        const one = { ...route, ...metadata, name: metadata.name };
        deleteObject(this.registry, one, { body, query: exchange.query });
      }
      sendJson(exchange, 200, {
        ...listObjects(store, route, new URLSearchParams()),
        items,
      });
    } else {
      throw new ApiError(
        405,
        'MethodNotAllowed',
        'the server does not allow this method on a collection',
      );
    }
  }

  private async serveOne(
    exchange: Exchange,
    route: ResourceRoute & { readonly name: string },
    verb: string,
  ): Promise<void> {
    const { registry } = this;
    const body = await readBody(exchange);
    const mediaType = mediaTypeOf(exchange);
    if (route.subresource === 'scale') {
      const write = { body, ...(verb === 'patch' && { patchType: mediaType }) };
      sendJson(
        exchange,
        200,
        verb === 'get'
          ? readScale(registry, route)
          : writeScale(registry, route, write),
      );
      return;
    }
    switch (verb) {
      case 'get': {
        const object = registry.current(route.type.name, route);
        sendJson(
          exchange,
          200,
          wantsTable(exchange)
            ? asTable(route.type, { items: [object] })
            : object,
        );
        break;
      }
      case 'update':
        sendJson(exchange, 200, updateObject(registry, route, body));
        break;
      case 'patch':
        sendJson(
          exchange,
          200,
          patchObject(registry, route, { mediaType, body }),
        );
        break;
      case 'delete':
        sendJson(
          exchange,
          200,
          deleteObject(registry, route, { body, query: exchange.query }),
        );
        break;
      default:
        throw new ApiError(
          405,
          'MethodNotAllowed',
          'the server does not allow this method on an object',
        );
    }
  }
}
