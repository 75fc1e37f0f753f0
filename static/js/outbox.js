// Answers this device has given and the server has not yet acknowledged. Kept until then, and no longer.
export class Outbox {
  constructor(path) {
    this.key = `limelight:${path}`;
  }

  get responses() {
    return this.read().responses;
  }

  get position() {
    return this.read().position;
  }

  get isEmpty() {
    const { responses, position } = this.read();
    return !position && !Object.keys(responses).length;
  }

  add(name, value) {
    const { responses, position } = this.read();
    this.write({ responses: { ...responses, [name]: value === 'pass' ? value : Number(value) }, position });
  }

  moveTo(position) {
    this.write({ ...this.read(), position });
  }

  // What was changed again while it was on its way stays for the next time.
  acknowledge(sent) {
    const { responses, position } = this.read();
    for (const [name, value] of Object.entries(sent.responses)) {
      if (responses[name] === value) delete responses[name];
    }
    this.write({ responses, position: position === sent.position ? undefined : position });
  }

  clear() {
    this.memory = undefined;
    try { localStorage.removeItem(this.key); } catch { /* nothing was kept */ }
  }

  read() {
    let kept = this.memory;
    try { kept = JSON.parse(localStorage.getItem(this.key)) ?? kept; } catch { /* blocked: memory has it */ }
    return { responses: {}, ...kept };
  }

  write(kept) {
    if (!kept.position && !Object.keys(kept.responses).length) return this.clear();
    this.memory = kept;
    try { localStorage.setItem(this.key, JSON.stringify(kept)); } catch { /* full or blocked: memory has it */ }
  }
}
