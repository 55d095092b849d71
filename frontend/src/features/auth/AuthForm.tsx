import { Button, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { formFaults } from "@/api/faults";
import { FaultAlert } from "@/ui";

type AuthFormProps<Values extends object, Answer> = {
  form: UseFormReturnType<Values>;
  submit: (values: Values) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  action: string;
  children?: ReactNode;
};

/** Fields, what was refused in words, and the one button. */
export function AuthForm<Values extends object, Answer>(props: AuthFormProps<Values, Answer>) {
  const { form, submit, onDone, action, children } = props;
  const sending = useMutation({
    mutationFn: submit,
    onSuccess: onDone,
    onError: (thrown) => form.setErrors(formFaults(thrown)),
  });
  return (
    <form noValidate onSubmit={form.onSubmit((values) => sending.mutate(values))}>
      <Stack>
        {children}
        <FaultAlert fault={sending.error} told={Object.keys(form.getValues())} />
        <Button type="submit" loading={sending.isPending} fullWidth>
          {action}
        </Button>
      </Stack>
    </form>
  );
}
