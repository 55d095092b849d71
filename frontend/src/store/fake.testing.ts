import type { FakeServer } from "./sync/fake.testing";
import type { SendOutcome } from "./transport";
import { Transport } from "./transport";
import { Fault } from "@/api/faults";

/** An API of one bot in memory. `isDown`: nothing arrives; `losesAnswers`: what arrives is done, and not answered. */
export class FakeTransport extends Transport {
  isDown = false;
  losesAnswers = 0;
  sends = 0;
  inspected = 0;

  constructor(
    readonly server: FakeServer,
    private readonly author: string,
  ) {
    super("bot");
  }

  override async read() {
    if (this.isDown) throw new Fault("app:unreachable", 0, "");
    const { document, revision } = this.server;
    return {
      id: "bot",
      workspace_id: "w",
      status: "active" as const,
      access: "EDITOR" as const,
      published_version: null,
      issues: [],
      revision,
      document: structuredClone(document),
    };
  }

  override async send(...[base, operations]: Parameters<Transport["send"]>): Promise<SendOutcome> {
    this.sends += 1;
    const unreachable: SendOutcome = {
      type: "failed",
      fault: new Fault("app:unreachable", 0, ""),
      isBusy: false,
    };
    if (this.isDown) return unreachable;
    const outcome = this.server.post(this.author, base, operations);
    if (this.losesAnswers > 0) {
      this.losesAnswers -= 1;
      return unreachable;
    }
    return outcome;
  }

  override async since(after: number) {
    if (this.isDown) throw new Fault("app:unreachable", 0, "");
    return { changes: this.server.since(after), hasGap: this.server.revision - after > this.server.kept };
  }

  override async inspect() {
    this.inspected += 1;
    return [];
  }
}
