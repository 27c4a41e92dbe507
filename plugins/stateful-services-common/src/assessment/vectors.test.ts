import { NOW } from '../__fixtures__/objects';
import { vectors } from '../__fixtures__/vectors';
import { observeObjects } from '../observation/observeObjects';
import { assess } from './assess';

describe('what other tools get wrong', () => {
  it.each(vectors)('$id is told right: $situation', vector => {
    const assessments = observeObjects(vector.objects, {
      cluster: 'prod',
      complete: true,
    }).map(observed => assess(observed, { now: NOW }));
    expect(
      assessments.map(({ rollout, headline }) => ({ rollout, headline })),
    ).toEqual([{ rollout: vector.rollout, headline: vector.headline }]);
  });

  it('covers every vector once', () => {
    expect(vectors.map(({ id }) => id)).toEqual(
      Array.from(
        { length: 25 },
        (_, index) => `V${String(index + 1).padStart(2, '0')}`,
      ),
    );
  });
});
