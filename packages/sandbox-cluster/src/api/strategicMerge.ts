type Json = Readonly<Record<string, unknown>>;

/** By which field the items of a list are told apart; lists that are not named here are replaced (OpenAPI of 1.36). */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
};

/** Lists of plain values that are united. */
const UNITED: readonly string[] = ['finalizers'];

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(item => !(isJson(item) && item.$patch))
      .map(withoutDirectives);
  }
  if (!isJson(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, item]) => !field.startsWith('$') && item !== null)
      .map(([field, item]) => [field, withoutDirectives(item)]),
  );
}

function mergeList(
  field: string,
  target: readonly unknown[],
  patch: readonly unknown[],
): unknown {
  const all = [...target, ...patch];
  const key = MERGE_KEYS[field]?.find(candidate =>
    all.every(
      item => isJson(item) && (item[candidate] !== undefined || item.$patch),
    ),
  );
  if (!key || patch.some(item => isJson(item) && item.$patch === 'replace')) {
    return withoutDirectives(patch);
  }
  const merged = [...target];
  for (const item of patch.filter(isJson)) {
    const index = merged.findIndex(
      candidate => isJson(candidate) && candidate[key] === item[key],
    );
    if (item.$patch === 'delete') {
      merged.splice(index, index < 0 ? 0 : 1);
    } else if (index < 0) {
      merged.push(withoutDirectives(item));
    } else {
      merged[index] = mergeStrategically(merged[index], item);
    }
  }
  return merged;
}

function ordered(field: string, list: unknown, order: unknown): unknown {
  const key = MERGE_KEYS[field]?.[0];
  if (!Array.isArray(list) || !Array.isArray(order) || !key) {
    return list;
  }
  const place = (item: unknown) => {
    const index = order.findIndex(
      wanted => isJson(wanted) && isJson(item) && wanted[key] === item[key],
    );
    return index < 0 ? order.length : index;
  };
  return [...list].sort((a, b) => place(a) - place(b));
}

function mergeField(field: string, target: unknown, patch: unknown): unknown {
  if (Array.isArray(patch) && Array.isArray(target)) {
    return UNITED.includes(field)
      ? [...new Set([...target, ...patch])]
      : mergeList(field, target, patch);
  }
  return isJson(patch) && isJson(target)
    ? mergeStrategically(target, patch)
    : withoutDirectives(patch);
}

/** A strategic merge patch, as kubectl sends it: lists are merged by key, `$` directives delete, replace and order. */
export function mergeStrategically(target: unknown, patch: unknown): unknown {
  if (!isJson(patch) || !isJson(target) || patch.$patch === 'replace') {
    return withoutDirectives(patch);
  }
  const merged: Record<string, unknown> = { ...target };
  for (const [field, value] of Object.entries(patch)) {
    const [directive, subject = ''] = field.split('/');
    if (directive === '$deleteFromPrimitiveList' && Array.isArray(value)) {
      const list = merged[subject];
      merged[subject] = Array.isArray(list)
        ? list.filter(item => !value.includes(item))
        : list;
    } else if (directive === '$retainKeys' && Array.isArray(value)) {
      Object.keys(merged)
        .filter(key => !value.includes(key))
        .forEach(key => delete merged[key]);
    } else if (field.startsWith('$')) {
      continue;
    } else if (value === null) {
      delete merged[field];
    } else {
      merged[field] = mergeField(field, merged[field], value);
    }
  }
  for (const [field, order] of Object.entries(patch)) {
    const [directive, subject = ''] = field.split('/');
    if (directive === '$setElementOrder') {
      merged[subject] = ordered(subject, merged[subject], order);
    }
  }
  return merged;
}
