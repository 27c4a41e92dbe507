import { act } from '@testing-library/react';
import { Entity } from '@backstage/catalog-model';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { reports } from '../__fixtures__';
import { Outcome } from '../client/StatefulServicesApi';
import { pass, setHidden, startHook } from './__testUtils__/startHook';
import { useEntityReport } from './useEntityReport';
import { REFRESH_INTERVAL_MS } from './useReading';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders-cache', namespace: 'default' },
};

const complete: Outcome<EntityReport> = {
  kind: 'answer',
  answer: reports.complete,
};
const rolling: Outcome<EntityReport> = {
  kind: 'answer',
  answer: reports.rollingOut,
};

const start = (options?: { signals: boolean }) =>
  startHook<EntityReport, ReturnType<typeof useEntityReport>>(
    () => useEntityReport(entity),
    options,
  );

describe('useEntityReport', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
    jest.useRealTimers();
  });

  it('is loading until the report is there', async () => {
    const { result, backend } = start();
    expect(result.current.state).toEqual({ status: 'loading' });
    await backend.answer(complete);
    expect(result.current.state).toMatchObject({
      status: 'ready',
      answer: reports.complete,
    });
  });

  it('refreshes slowly when nothing says that something has changed', async () => {
    const { result, backend } = start({ signals: false });
    expect(result.current.announced).toBe(false);
    await backend.answer(complete);
    await pass(REFRESH_INTERVAL_MS - 1);
    expect(backend.asked).toBe(1);
    await pass(1);
    expect(backend.asked).toBe(2);
    await backend.answer(rolling);
    expect(result.current.state).toMatchObject({ answer: reports.rollingOut });
  });

  it('refreshes at once when the backend says that this report has changed', async () => {
    const { result, backend, send } = start();
    expect(result.current.announced).toBe(true);
    await backend.answer(complete);
    await send({ entityRef: 'component:default/orders-cache', revision: 2 });
    expect(backend.asked).toBe(2);
    await backend.answer(rolling);
    expect(result.current.state).toMatchObject({ answer: reports.rollingOut });
  });

  it.each([
    { entityRef: 'component:default/other', revision: 2 },
    { unheard: 'of' },
  ])('does not refresh for the signal %j', async message => {
    const { backend, send } = start();
    await backend.answer(complete);
    await send(message);
    expect(backend.asked).toBe(1);
  });

  it('never asks twice at a time, and once more after changes that came meanwhile', async () => {
    const { backend, send } = start();
    const change = { entityRef: 'component:default/orders-cache', revision: 2 };
    await send(change);
    await send(change);
    await pass(REFRESH_INTERVAL_MS);
    expect(backend.asked).toBe(1);
    await backend.answer(complete);
    expect(backend.asked).toBe(2);
    await backend.answer(complete);
    expect(backend.asked).toBe(2);
  });

  it('rests while the page is hidden and refreshes when it is seen again', async () => {
    const { backend, send } = start();
    await backend.answer(complete);
    await setHidden(true);
    await send({ entityRef: 'component:default/orders-cache', revision: 2 });
    await pass(10 * REFRESH_INTERVAL_MS);
    expect(backend.asked).toBe(1);
    await setHidden(false);
    expect(backend.asked).toBe(2);
    await backend.answer(complete);
    await pass(REFRESH_INTERVAL_MS);
    expect(backend.asked).toBe(3);
  });

  it('keeps the last report when a refresh fails, and says why', async () => {
    const { result, backend } = start();
    await backend.answer(complete);
    const { state: before } = result.current;
    await pass(REFRESH_INTERVAL_MS);
    await backend.answer({ kind: 'failed', message: 'status 502' });
    expect(result.current.state).toEqual({ ...before, failure: 'status 502' });
    await pass(REFRESH_INTERVAL_MS);
    await backend.answer(complete);
    expect(result.current.state).not.toHaveProperty('failure');
  });

  it('shows nothing any more when reading is no longer allowed', async () => {
    const { result, backend } = start();
    await backend.answer(complete);
    await pass(REFRESH_INTERVAL_MS);
    await backend.answer({ kind: 'forbidden' });
    expect(result.current.state).toEqual({ status: 'forbidden' });
  });

  it('tries again after an error when told to', async () => {
    const { result, backend } = start();
    await backend.answer({ kind: 'failed', message: 'status 502' });
    expect(result.current.state).toMatchObject({
      status: 'error',
      message: 'status 502',
      retrying: false,
    });
    await act(async () => result.current.refresh());
    expect(result.current.state).toMatchObject({ retrying: true });
    await backend.answer(complete);
    expect(result.current.state).toMatchObject({ status: 'ready' });
  });

  it('leaves nothing running behind', async () => {
    const { backend, unmount, listeners } = start();
    unmount();
    expect(backend.signal?.aborted).toBe(true);
    expect(listeners.size).toBe(0);
    await backend.answer(complete);
    expect(jest.getTimerCount()).toBe(0);
  });
});
