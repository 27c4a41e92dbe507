import { byName, readOrEmpty, Situation } from '../assessment/situation';
import { StorageClassRecord } from '../kubernetes/storageClass';
import { onSet } from './each';
import { evidenceOf } from './evidence';
import { Rule } from './rule';
import { step } from './steps';

/** The classes that the set makes claims of. */
function classesOf({ set, observation }: Situation) {
  const all = readOrEmpty(observation.storageClasses);
  const names = new Set(
    set.volumeClaimTemplates.flatMap(
      ({ storageClassName }) => storageClassName ?? [],
    ),
  );
  return all.filter(({ name }) => names.has(name)).sort(byName);
}

const multipleDefault: Rule = {
  id: 'sc.multiple-default',
  axis: 'risk',
  severity: 'info',
  summary: 'Several storage classes are the default.',
  explanation:
    'A claim that names no class gets the newest of them, which is not what somebody meant who marked another.',
  source:
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass',
  needs: ['storageClasses'],
  find({ set, observation }) {
    const defaults = readOrEmpty(observation.storageClasses)
      .filter(({ isDefault }) => isDefault)
      .sort(byName);
    const leavesItOpen = set.volumeClaimTemplates.some(
      ({ storageClassName }) => storageClassName === undefined,
    );
    return onSet(leavesItOpen && defaults.length > 1, () => ({
      title: `${defaults.length} storage classes are the default, and claims of ${set.name} take the newest of them.`,
      evidence: defaults.map(storageClass =>
        evidenceOf('StorageClass', storageClass, [
          'metadata.annotations[storageclass.kubernetes.io/is-default-class]',
          'true',
          'true in one class',
        ]),
      ),
      remediation: [step('Keep one default, or name a class in the template.')],
    }));
  },
};

const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** Whether volumes of the class are bound before the scheduler has chosen a node. */
function bindsBlindly({ provisioner, volumeBindingMode }: StorageClassRecord) {
  return provisioner === NO_PROVISIONER && volumeBindingMode === 'Immediate';
}

const deprecated: Rule = {
  id: 'sc.deprecated',
  axis: 'risk',
  severity: 'warning',
  summary: 'A storage class works in a way that should be left behind.',
  explanation:
    'Volumes made by hand that are bound at once may lie on a node that the pod cannot run on.',
  source:
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#local, https://kubernetes.io/docs/concepts/storage/volumes/#csi-migration',
  needs: ['storageClasses'],
  find: situation =>
    classesOf(situation).flatMap(storageClass => {
      const { name, provisioner } = storageClass;
      if (bindsBlindly(storageClass)) {
        return {
          title: `Class "${name}" binds volumes before it is known where the pod runs.`,
          evidence: [
            evidenceOf('StorageClass', storageClass, [
              'volumeBindingMode',
              'Immediate',
              'WaitForFirstConsumer',
            ]),
          ],
          remediation: [
            step('Use a class that binds when the pod has been placed.'),
          ],
        };
      }
      return provisioner.startsWith('kubernetes.io/') &&
        provisioner !== NO_PROVISIONER
        ? {
            severity: 'info',
            title: `Class "${name}" names the former in-tree driver ${provisioner}.`,
            explanation:
              'Kubernetes hands such volumes to the CSI driver that has taken over, as long as that one is installed.',
            evidence: [
              evidenceOf('StorageClass', storageClass, [
                'provisioner',
                provisioner,
                'the name of a CSI driver',
              ]),
            ],
            remediation: [step('Use a class of the CSI driver for new sets.')],
          }
        : [];
    }),
};

/** What storage classes bring with them. */
export const storageClassRules: readonly Rule[] = [deprecated, multipleDefault];
