/** Works something out once for each object: rules ask the same of a filter or table for each of its pins. */
export function remember<K extends object, V>(workOut: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) known.set(key, (entry = { value: workOut(key) }));
    return entry.value;
  };
}
