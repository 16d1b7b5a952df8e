/** A change to one member of a JSON text, or to the order of events. */
export interface Spoiling {
  /** Which member, of all that there are. */
  place: number;
  how: { kind: 'delete' } | { kind: 'wrap' } | { kind: 'replace'; value: unknown };
  event: string;
}

interface Place {
  holder: Record<string, unknown>;
  name: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

/** JSON with one of its members gone, or another one than it was. */
export function spoil(json: string, { place, how }: Spoiling): string {
  const value = JSON.parse(json) as unknown;
  const places = placesIn(value);
  const found = places[place % Math.max(1, places.length)];
  if (found === undefined) return json;
  const { holder, name } = found;
  if (how.kind === 'replace') holder[name] = how.value;
  else if (how.kind === 'wrap') holder[name] = [holder[name]];
  else Reflect.deleteProperty(holder, name);
  return JSON.stringify(value);
}

/** The same of one event, which may also be lost, come twice, or change places with the next. */
export function spoilStream(events: string[], spoiling: Spoiling): string[] {
  const at = spoiling.place % Math.max(1, events.length);
  const event = events[at];
  if (event === undefined) return events;
  const [before, after] = [events.slice(0, at), events.slice(at + 1)];
  switch (spoiling.event) {
    case 'drop':
      return [...before, ...after];
    case 'twice':
      return [...before, event, event, ...after];
    case 'swap':
      return [...before, ...after.slice(0, 1), event, ...after.slice(1)];
    default:
      return [
        ...before,
        event.replace(/^data: (\{.*)$/m, (_, json: string) => `data: ${spoil(json, spoiling)}`),
        ...after,
      ];
  }
}
