import type { UseFormReturnType } from "@mantine/form";

import { formFaults } from "@/api/faults";

import { notify } from "./notify";

/** What becomes of a form: saved, it says so; refused, it says at which field. `names` as `formFaults` has them. */
export function savingOf<V extends Record<string, unknown>>(
  form: UseFormReturnType<V>,
  said: string,
  names?: Readonly<Record<string, string>>,
) {
  const sent = form.getValues();
  return {
    onSuccess: () => {
      form.resetDirty(sent); // what was typed since is still to be saved
      notify(said);
    },
    onError: (thrown: unknown) => form.setErrors(formFaults(thrown, names)),
  };
}
