import { array, nat, noBias, record, sample } from 'fast-check';
import { Course, Deed, SET } from '../situation';
import {
  container,
  image,
  statefulSet,
  surroundings,
} from '../situations/objects';
import { atRest } from './atRest';
import { deleteUnreadyPods } from './deleteUnreadyPods';
import { BROKEN_IMAGES, PlayedKubelet } from './playedKubelet';

const OPERATIONS = 10;
const MOST_REPLICAS = 4;
/** Longer than anything takes that is waited for before it is told (see stall.ts of the domain). */
const LONG_SECONDS = 900;

/** Numbers by which a sequence decides; the same seed gives the same ones. */
const choicesOf = (seed: number) =>
  sample(
    array(record({ which: noBias(nat()), how: noBias(nat()) }), {
      minLength: OPERATIONS + 1,
      maxLength: OPERATIONS + 1,
    }),
    { seed, numRuns: 1 },
  )[0] ?? [];

const pick = <T>(items: readonly T[], number: number): T | undefined =>
  items[number % items.length];

/** What the sequence has made of the set so far; what the cluster makes of it is not known here. */
interface State {
  readonly replicas: number;
  readonly version: number;
  readonly image: string;
  readonly nowhere: boolean;
  readonly rolling: boolean;
  readonly partition: number;
  /** Since a broken template a pod may be left on it that only its deletion frees. */
  readonly trapped: boolean;
  readonly sick?: number;
}

interface Operation {
  readonly deed: Pick<Deed, 'does' | 'act'>;
  readonly leadsTo: State;
}

const isBroken = ({ image: name, nowhere }: State) =>
  nowhere || !name.startsWith('server:');

const template = (state: State) => ({
  spec: {
    nodeSelector: {
      'situations.example/nowhere': state.nowhere ? 'true' : null,
    },
    containers: [container({ image: image(state.image) })],
  },
});

function changeTemplate(does: string, leadsTo: State): Operation {
  return {
    deed: {
      does: `${does}: ${leadsTo.nowhere ? 'no node takes it' : leadsTo.image}`,
      act: scene => scene.patchSet({ template: template(leadsTo) }),
    },
    leadsTo,
  };
}

function scale(state: State, how: number): Operation {
  // Never to what it is.
  const replicas =
    (state.replicas + 1 + (how % MOST_REPLICAS)) % (MOST_REPLICAS + 1);
  return {
    deed: {
      does: `it is scaled to ${replicas}`,
      act: scene => scene.patchSet({ replicas }),
    },
    leadsTo: { ...state, replicas },
  };
}

function movePartition(state: State, how: number): Operation {
  const partition =
    (state.partition + 1 + (how % MOST_REPLICAS)) % (MOST_REPLICAS + 1);
  return {
    deed: {
      does: `the partition is set to ${partition}`,
      act: scene =>
        scene.patchSet({ updateStrategy: { rollingUpdate: { partition } } }),
    },
    leadsTo: { ...state, partition },
  };
}

function roll(state: State): Operation {
  const version = state.version + 1;
  return changeTemplate('another image is rolled out', {
    ...state,
    version,
    image: `server:${version}`,
    nowhere: false,
  });
}

function revert(state: State, how: number): Operation {
  const earlier = Array.from(
    { length: state.version },
    (_, index) => `server:${index + 1}`,
  ).filter(name => name !== state.image);
  return changeTemplate('an earlier image is set again', {
    ...state,
    image: pick(earlier, how) ?? state.image,
    nowhere: false,
  });
}

function breakTemplate(state: State, how: number): Operation {
  const broken = pick([...BROKEN_IMAGES, undefined], how);
  return changeTemplate('a broken template is rolled out', {
    ...state,
    ...(broken ? { image: broken } : { nowhere: true }),
    trapped: true,
  });
}

function deletePod(state: State, how: number): Operation {
  const ordinal = how % state.replicas;
  return {
    deed: {
      does: `the pod of member ${ordinal} is deleted, if it is there`,
      act: scene =>
        scene.deleteIfPresent(
          { apiVersion: 'v1', kind: 'Pod' },
          `${SET}-${ordinal}`,
        ),
    },
    leadsTo: state,
  };
}

const free = (state: State): Operation => ({
  deed: {
    does: 'all pods are deleted that are not ready',
    act: deleteUnreadyPods,
  },
  leadsTo: { ...state, trapped: isBroken(state) },
});

const setReady =
  (kubelet: PlayedKubelet, isReady: boolean) =>
  ({ sick, ...state }: State, how: number): Operation => {
    const ordinal = sick ?? how % state.replicas;
    return {
      deed: {
        does: `member ${ordinal} ${isReady ? 'becomes ready again' : 'stops being ready'}`,
        act: scene => kubelet.setReady(scene, ordinal, isReady),
      },
      leadsTo: isReady ? state : { ...state, sick: ordinal },
    };
  };

/** What can be done to a set in a state. Only scaling comes between a member's illness and its recovery. */
function operationsIn(state: State, kubelet: PlayedKubelet) {
  if (state.sick !== undefined) {
    const isThere = state.sick < state.replicas;
    return [setReady(kubelet, true), ...(isThere ? [scale] : [])];
  }
  const hasMembers = state.replicas > 0;
  return [
    scale,
    roll,
    ...(state.rolling ? [movePartition] : []),
    ...(hasMembers ? [deletePod] : []),
    ...(isBroken(state) || state.version > 1 ? [revert] : []),
    ...(isBroken(state) ? [] : [breakTemplate]),
    ...(state.trapped ? [free, free] : []),
    ...(hasMembers && !state.trapped ? [setReady(kubelet, false)] : []),
  ];
}

function createSet(state: State, how: number, kubelet: PlayedKubelet): Deed {
  const podManagementPolicy = pick(
    ['OrderedReady', 'OrderedReady', 'Parallel'],
    how,
  );
  const type = state.rolling ? 'RollingUpdate' : 'OnDelete';
  return {
    does: `a set of ${state.replicas} is created, ${podManagementPolicy}, ${type}`,
    act: async scene => {
      kubelet.prepare(scene);
      await scene.create(
        statefulSet({
          replicas: state.replicas,
          podManagementPolicy,
          updateStrategy: { type },
        }),
      );
    },
    until: atRest(undefined),
    thenSeconds: LONG_SECONDS,
  };
}

export const nameSequence = (seed: number) => `seed-${seed}`;

/** What a seed decides to do to a set, one thing after the other, each once the cluster has come to rest. */
export function sequenceOf(seed: number, kubelet: PlayedKubelet): Course {
  const [first, ...choices] = choicesOf(seed);
  const { which = 0, how: manner = 0 } = first ?? {};
  let state: State = {
    replicas: 1 + (which % MOST_REPLICAS),
    version: 1,
    image: 'server:1',
    nowhere: false,
    rolling: manner % 4 !== 0,
    partition: 0,
    trapped: false,
  };
  const steps = [createSet(state, which, kubelet)];
  for (const choice of choices) {
    const operation = pick(operationsIn(state, kubelet), choice.which);
    const chosen = operation?.(state, choice.how);
    if (chosen) {
      state = chosen.leadsTo;
      steps.push({
        ...chosen.deed,
        until: atRest(state.sick),
        thenSeconds: LONG_SECONDS,
      });
    }
  }
  return { name: nameSequence(seed), surroundings, steps };
}
