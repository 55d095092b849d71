import { describe, expect, it } from "vitest";

import type { Integration } from "@/editor/integrations/useIntegrations";
import { withOperations } from "./operations";

const SEND = {
  id: "telegram.send_message",
  title: "Send a message",
  title_ru: "Отправить сообщение",
  service: { title: "Telegram", title_ru: "Телеграм" },
  input: { type: "object", title: "Input", required: ["text"], properties: { text: { type: "string" } } },
} as unknown as Integration;

const SCHEMA = {
  type: "object",
  properties: {
    integration: { type: "string", format: "integration", title: "Operation" },
    config: { type: "object", title: "Settings", title_ru: "Настройки" },
  },
};

describe("a preset that calls an operation", () => {
  it("offers the operations by their words", () => {
    expect(withOperations(SCHEMA, {}, [SEND]).properties).toMatchObject({
      integration: {
        title: "Operation",
        oneOf: [
          {
            const: "telegram.send_message",
            title: "Telegram: Send a message",
            title_ru: "Телеграм: Отправить сообщение",
          },
        ],
      },
      config: SCHEMA.properties.config,
    });
  });

  it("asks for the settings of the chosen one", () => {
    const drawn = withOperations(SCHEMA, { integration: "telegram.send_message" }, [SEND]);
    expect(drawn.properties).toMatchObject({
      config: {
        title: "Settings",
        title_ru: "Настройки",
        required: ["text"],
        properties: SEND.input.properties,
      },
    });
  });

  it("leaves every other preset as it is", () => {
    const other = { type: "object", properties: { text: { type: "string" } } };
    expect(withOperations(other, {}, [SEND])).toBe(other);
  });
});
