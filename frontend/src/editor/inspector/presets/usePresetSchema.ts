import { useMemo } from "react";
import { useIntegrations } from "@/editor/integrations/useIntegrations";
import type { JsonObject } from "@/model/json";
import { configSchema } from "./config-schema";
import { withOperations } from "./operations";
import type { Preset } from "./usePresets";

/** The schema by which the config of a preset is drawn, as far as it is filled in. */
export function usePresetSchema(preset: Preset | undefined, config: JsonObject): Record<string, unknown> {
  const { items } = useIntegrations(preset !== undefined);
  const schema = useMemo(() => configSchema(preset?.config ?? {}), [preset]);
  return useMemo(() => withOperations(schema, config, items), [schema, config, items]);
}
