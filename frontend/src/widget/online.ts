// A conversation with our server: its socket, its sign-ins, its files.
import { Connection } from "./connection";
import { Conversation, type ConversationNeeds, type Remote } from "./conversation";
import { Identity } from "./identity";
import { parts } from "./parts";
import { Storage } from "./storage";
import type { WireMessage } from "./wire";

export interface Online {
  conversation: Conversation;
  identity: Identity;
}

interface Place extends Pick<ConversationNeeds, "changed" | "heard"> {
  server: string;
  channel: string;
  ended(code: string): void;
}

export function online({ server, channel, changed, heard, ended }: Place): Online {
  const scope = `${server}:${channel}`;
  const path = `channels/${channel}`;
  const storage = new Storage(scope);
  const forget = (keeps: boolean) => conversation.forget(keeps);
  const identity = new Identity({ server, scope, storage, changed: forget, ended });
  const address = () => {
    const { store } = conversation;
    if (!store.after) store.whole = true;
    return `${server.replace(/^http/, "ws")}ws/channel?channel_id=${channel}&after=${store.after}`;
  };
  const retried = <Given>(given: Given): Given => {
    conversation.connection.retry();
    return given;
  };
  const remote: Remote = {
    get me() {
      return identity.kept?.user.id;
    },
    look: () => void identity.look(),
    get signedIn() {
      return Boolean(identity.kept?.user.email && !identity.kept.vouched);
    },
    name: async () => (await identity.get<{ name?: string }>(path))?.name,
    messages: async (after, limit) => {
      const asked = `${path}/messages?after=${after}&limit=${limit}`;
      return (await identity.get<{ items?: WireMessage[] }>(asked))?.items;
    },
    upload: async (file, progress, signal) => {
      const { send } = await parts.files();
      const to = new URL(`api/v1/${path}/attachments`, server);
      return send({ address: to, identity, file, progress, signal });
    },
    signIn: async (...given) => retried(await (await parts.identify()).signIn(identity, ...given)),
    signOut: async () => retried(await (await parts.identify()).signOut(identity)),
  };
  const refused = (code: string) => void (conversation.fault = code);
  const conversation: Conversation = new Conversation({
    server,
    storage,
    changed,
    heard,
    remote,
    transport: (on) => new Connection({ address, identity, on, refused }),
  });
  return { conversation, identity };
}
