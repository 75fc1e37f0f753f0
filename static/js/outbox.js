// An answer's life in the browser: given, kept on the device, acknowledged by our server, gone from the device.
// The tabs of a browser share what is kept. Beside each answer stand the values that the server may have for it
// without anybody having answered since, so that an old answer never replaces a newer one (docs/adr/0037).
export class Outbox {
  // `confirmed` is what the server has, as far as this page knows: item to value. What is answered after a finished
  // edition is kept apart: nothing that was never sent before may be sent with it.
  constructor(path, after, confirmed) {
    Object.assign(this, { key: `limelight:${path}${after && `/after/${after}`}`, confirmed, kept: bare(), isOnDevice: true, isDoubtful: false });
  }

  get responses() {
    return this.read().responses;
  }

  get position() {
    return this.read().position;
  }

  get isEmpty() {
    return isNothing(this.read());
  }

  // So many answers go at once: what is sent while a page is closed may have 64 KB, and so may a request here.
  batch(most) {
    const { responses, position } = this.read();
    return { responses: Object.fromEntries(Object.entries(responses).slice(0, most)), position };
  }

  add(name, value) {
    const { responses, replaced, position } = this.read();
    const before = [...replaced[name] ?? [], responses[name], this.confirmed[name]];
    replaced[name] = [...new Set(before.filter((each) => each !== undefined))];
    responses[name] = value;
    this.write({ responses, replaced, position });
  }

  moveTo(position) {
    this.write({ ...this.read(), position });
  }

  // What was changed again while it was on its way is sent again, also if another tab changed and sent it meanwhile:
  // nobody knows which of the two arrived last. `shown` is what this page shows.
  acknowledge(sent, shown) {
    const { responses, replaced, position } = this.read();
    for (const [name, value] of Object.entries(sent.responses)) {
      this.confirmed[name] = value;
      if (responses[name] === value) delete responses[name];
      else if (shown[name] !== undefined && shown[name] !== value) responses[name] = shown[name];
      replaced[name] = [value];
    }
    this.write({ responses, replaced, position: position === sent.position ? undefined : position });
  }

  // Lays beside each other what the server has and what this page shows. What was answered elsewhere since is
  // returned, and not sent again; what the server never got is kept until it has it.
  compare(found, shown) {
    const server = bare(found);
    const { responses, replaced, position } = this.read();
    const newer = bare();
    for (const [name, value] of Object.entries(server)) {
      if (responses[name] !== undefined && !replaced[name]?.includes(value)) delete responses[name];
      if (responses[name] === undefined && shown[name] !== value) newer[name] = value;
    }
    for (const [name, value] of Object.entries(shown)) {
      if (server[name] === undefined) responses[name] ??= value;
    }
    this.confirmed = server;
    this.isDoubtful = false;
    this.write({ responses, replaced, position });
    return newer;
  }

  clear() {
    this.write({ responses: bare(), replaced: bare() });
  }

  // Another tab may have sent what is gone from the device, or somebody emptied it: only the server knows.
  read() {
    const stored = this.isOnDevice ? this.stored() : undefined;
    if (stored) this.kept = stored;
    else if (!isNothing(this.kept) && this.isOnDevice) this.isDoubtful = true;
    const { responses, replaced, position } = this.kept;
    return { responses: bare(responses), replaced: bare(replaced), position };
  }

  stored() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? undefined;
    } catch {
      return undefined; // blocked, or not ours: memory has it
    }
  }

  write({ responses, replaced, position }) {
    const unsent = Object.entries(replaced).filter(([name]) => name in responses);
    this.kept = { responses, replaced: Object.fromEntries(unsent), position };
    try {
      if (isNothing(this.kept)) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(this.kept));
      this.isOnDevice = true;
    } catch {
      this.isOnDevice = false; // full or blocked: memory has it
    }
  }
}

function isNothing({ responses, position }) {
  return !position && !Object.keys(responses ?? {}).length;
}

// An object of nothing but what is put into it: an item may be called "constructor".
export function bare(entries) {
  return Object.assign(Object.create(null), entries);
}
