import { assess } from '../assessment/assess';
import { assessmentSchema } from '../contract/assessment';
import { Observation } from '../observation/observation';
import { catalogue } from './catalogue';
import { situations } from './__fixtures__/situations';
import { observeWorld } from './__fixtures__/world';
import { ObservationInput, Rule } from './rule';

type Patches = Parameters<typeof observeWorld>[0];

function judge(patches: Patches, without?: ObservationInput) {
  const { observation, now } = observeWorld(patches);
  const seen: Observation = without
    ? {
        ...observation,
        [without]: { read: false, reason: 'forbidden', message: 'Forbidden.' },
      }
    : observation;
  const assessment = assess(seen, { now });
  expect(assessmentSchema.parse(assessment)).toEqual(assessment);
  return assessment;
}

function situationsOf({ id }: Rule) {
  const found = situations.get(id);
  if (!found) {
    throw new Error(`Rule ${id} has no situations`);
  }
  return found;
}

const idsOf = ({ findings }: ReturnType<typeof judge>) =>
  findings.map(({ id }) => id);

describe('the catalogue', () => {
  it('has situations for each rule, and for no other', () => {
    expect([...situations.keys()].sort()).toEqual(
      catalogue.map(({ id }) => id).sort(),
    );
  });

  it('finds nothing in a sound set', () => {
    expect(judge([])).toMatchObject({ level: 'fine', findings: [] });
  });

  describe.each(catalogue)('$id', rule => {
    it('fires when it should, and no other rule above info with it', () => {
      const { present, also } = situationsOf(rule);
      const assessment = judge(present);
      expect(idsOf(assessment)).toContain(rule.id);
      const loud = assessment.findings
        .filter(({ id, severity }) => severity !== 'info' && id !== rule.id)
        .map(({ id }) => id);
      expect([...new Set(loud)]).toEqual(also ?? []);
    });

    it('claims no cause that another rule claims as well', () => {
      const { findings } = judge(situationsOf(rule).present);
      const causes = findings.map(({ ordinal, evidence: [fact] }) =>
        [ordinal, fact?.object.kind, fact?.object.name, fact?.field].join(' '),
      );
      expect(causes).toEqual([...new Set(causes)]);
    });

    it('is silent when it only looks alike, and after recovery', () => {
      const { absent, recovered } = situationsOf(rule);
      expect(idsOf(judge(absent))).not.toContain(rule.id);
      expect(idsOf(judge(recovered))).not.toContain(rule.id);
    });

    it('says what is unknown instead of fine when an input is missing', () => {
      const { present } = situationsOf(rule);
      for (const input of rule.needs) {
        const assessment = judge(present, input);
        expect(idsOf(assessment)).not.toContain(rule.id);
        expect(assessment.unknowns.map(unknown => unknown.input)).toContain(
          input,
        );
      }
    });
  });
});
