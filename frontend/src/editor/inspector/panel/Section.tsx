import { Badge, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { useIssuesAt } from "../editing/IssueBoard";
import type { Path } from "../editing/path";
import { useIsAimedAt, usePlace } from "../place";
import { IssueCount } from "./IssueCount";
import classes from "./Section.module.css";
import { useSection } from "./sections";

interface Props {
  /** Under which it is remembered whether it is open. */
  name: string;
  title: string;
  icon?: ReactNode;
  count?: number;
  openAtFirst?: boolean;
  /** The places whose issues it tells of while it is closed. */
  place?: Path;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ name, title, icon, count, openAtFirst = true, place, action, children }: Props) {
  const [wanted, setOpen] = useSection(name, openAtFirst);
  const isAimedAt = useIsAimedAt(place);
  const aim = usePlace((state) => state.aim);
  const open = wanted || isAimedAt;
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={`${id}-title`}>
      <Group gap={4} wrap="nowrap" className={classes.head}>
        <UnstyledButton
          className={classes.toggle}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            aim(null);
            setOpen(!open);
          }}
        >
          <IconChevronRight size={16} className={classes.chevron} data-open={open || undefined} aria-hidden />
          {icon}
          <Text component="h3" id={`${id}-title`} className={classes.title}>
            {title}
          </Text>
          {count ? (
            <Badge size="sm" variant="default" circle={count < 10}>
              {count}
            </Badge>
          ) : null}
          {!open && place ? <ClosedIssues place={place} /> : null}
        </UnstyledButton>
        {action}
      </Group>
      {open ? (
        <Stack id={id} gap="sm" className={classes.body}>
          {children}
        </Stack>
      ) : null}
    </section>
  );
}

function ClosedIssues({ place }: { place: Path }) {
  return <IssueCount issues={useIssuesAt(place, true)} />;
}
