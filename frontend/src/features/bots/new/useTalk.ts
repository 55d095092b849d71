import { useEffect, useState } from "react";

import { api } from "@/api/client";
import { unwrap } from "@/api/faults";

import { replyOf, type Said, type TalkButton } from "./said";

type Turn = { own: string | null; turn: Record<string, unknown> };

const BEGIN: readonly Turn[] = [{ own: null, turn: { start: true } }];

/** A talk is played from its beginning with every turn: nothing of it is kept anywhere. */
export function useTalk(example: string) {
  const [turns, setTurns] = useState(BEGIN);
  const [replies, setReplies] = useState<readonly Said[][]>([]);
  const [fault, setFault] = useState<unknown>(null);

  useEffect(() => {
    let isHere = true;
    const params = { path: { name: example } };
    const body = { turns: turns.map(({ turn }) => turn) };
    unwrap(api.POST("/api/v1/examples/{name}/simulate", { params, body }))
      .then((answer) => isHere && setReplies(answer.turns.map(({ sent }) => replyOf(sent))))
      .catch((thrown: unknown) => isHere && setFault(thrown));
    return () => {
      isHere = false;
    };
  }, [example, turns]);

  const add = (own: string, turn: Record<string, unknown>) => {
    setFault(null);
    setTurns([...turns, { own, turn }]);
  };
  const said = turns.flatMap(({ own }, place): Said[] => [
    ...(own === null ? [] : [{ isOwn: true, text: own, buttons: [] }]),
    ...(replies[place] ?? []),
  ]);
  return {
    said,
    isWaiting: replies.length < turns.length && !fault,
    fault,
    say: (text: string) => add(text, { user: text }),
    press: ({ text, value }: TalkButton) => add(text, { user: { button: value } }),
  };
}
