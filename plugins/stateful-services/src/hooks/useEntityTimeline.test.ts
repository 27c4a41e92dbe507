import { Entity } from '@backstage/catalog-model';
import { Timeline } from 'backstage-plugin-stateful-services-common';
import { timeline } from '../__fixtures__/timeline';
import { Outcome } from '../client/StatefulServicesApi';
import { pass, setHidden, startHook } from './__testUtils__/startHook';
import { TIMELINE_INTERVAL_MS, useEntityTimeline } from './useEntityTimeline';
import { REFRESH_INTERVAL_MS } from './useReading';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders-cache', namespace: 'default' },
};

const ANSWER: Outcome<Timeline> = { kind: 'answer', answer: timeline };

const CHANGED = { entityRef: 'component:default/orders-cache', revision: 2 };

const start = (options?: { signals: boolean }) =>
  startHook<Timeline, ReturnType<typeof useEntityTimeline>>(
    () => useEntityTimeline(entity, 30),
    options,
  );

describe('useEntityTimeline', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
    jest.useRealTimers();
  });

  it('asks when the backend says that something has happened, and seldom otherwise', async () => {
    const { backend, send, result } = start();
    await backend.answer(ANSWER);
    expect(result.current.state).toMatchObject({ status: 'ready' });
    await pass(TIMELINE_INTERVAL_MS - 1);
    expect(backend.asked).toBe(1);
    await send(CHANGED);
    expect(backend.asked).toBe(2);
    await backend.answer(ANSWER);
    await pass(TIMELINE_INTERVAL_MS);
    expect(backend.asked).toBe(3);
  });

  it('asks more often in an app without signals', async () => {
    const { backend } = start({ signals: false });
    await backend.answer(ANSWER);
    await pass(REFRESH_INTERVAL_MS);
    expect(backend.asked).toBe(2);
  });

  it('asks nothing while the page is hidden, and at once when it is seen again', async () => {
    const { backend, send } = start();
    await backend.answer(ANSWER);
    await setHidden(true);
    await send(CHANGED);
    await pass(10 * TIMELINE_INTERVAL_MS);
    expect(backend.asked).toBe(1);
    await setHidden(false);
    expect(backend.asked).toBe(2);
  });
});
