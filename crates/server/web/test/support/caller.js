// The messaging API as somebody other than the page calls it: the clinician, the administrator.
import { randomUUID } from "node:crypto";

export class Caller {
  /** @param {string} address @param {any} tokens */
  constructor(address, tokens) {
    this.address = address;
    this.tokens = tokens;
  }

  /** @param {string} address @param {{username: string, password: string}} credentials */
  static async signIn(address, credentials) {
    const caller = new Caller(address, { access_token: "" });
    caller.tokens = await caller.ask("POST", "/v1/sessions", { ...credentials, device_name: "Test" });
    return caller;
  }

  /** Asks and throws unless the answer is a success. */
  async ask(method, path, body) {
    const headers = {
      authorization: `Bearer ${this.tokens.access_token}`,
      "content-type": "application/json",
    };
    const response = await fetch(this.address + path, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  async conversationWith(patientName) {
    const { conversations } = await this.ask("GET", "/v1/conversations?limit=500");
    const found = conversations.find((each) => each.patient.display_name === patientName);
    if (!found) throw new Error(`no conversation with ${patientName}`);
    return found;
  }

  send(conversationId, text) {
    const path = `/v1/conversations/${conversationId}/messages/${randomUUID()}`;
    return this.ask("PUT", path, { text, composed_at: new Date().toISOString() });
  }

  messages(conversationId) {
    return this.ask("GET", `/v1/conversations/${conversationId}/messages?limit=500`).then(
      (page) => page.messages,
    );
  }

  /** Is online until the function that this answers with is called. */
  async comeOnline() {
    const abort = new AbortController();
    const headers = { authorization: `Bearer ${this.tokens.access_token}` };
    const response = await fetch(`${this.address}/v1/live`, { headers, signal: abort.signal });
    const reader = response.body.getReader();
    const reading = (async () => {
      while (!(await reader.read()).done);
    })().catch(() => null);
    return async () => {
      abort.abort();
      await reading;
    };
  }
}
