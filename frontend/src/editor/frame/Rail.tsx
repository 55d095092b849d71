import {
  IconAlertTriangle,
  IconCalendarTime,
  IconHistory,
  IconListTree,
  IconTemplate,
  IconVariable,
  type Icon,
} from "@tabler/icons-react";
import { Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useEditor, type View } from "@/store";
import { IconButton, Loading } from "@/ui";
import { lazily } from "@/ui/lazily";

import classes from "./EditorFrame.module.css";
import { Panel } from "./Panel";
import { usePanels } from "./usePanels";

type Name = NonNullable<View["rail"]>;

const StepsPanel = lazily(() =>
  import("../panels/StepsPanel").then((part) => ({ default: part.StepsPanel })),
);
const VariablesPanel = lazily(() =>
  import("../panels/VariablesPanel").then((part) => ({ default: part.VariablesPanel })),
);
const ProblemsPanel = lazily(() =>
  import("../panels/ProblemsPanel").then((part) => ({ default: part.ProblemsPanel })),
);
const TemplatesPanel = lazily(() =>
  import("../panels/TemplatesPanel").then((part) => ({ default: part.TemplatesPanel })),
);
const SchedulePanel = lazily(() =>
  import("../panels/SchedulePanel").then((part) => ({ default: part.SchedulePanel })),
);
const VersionsPanel = lazily(() =>
  import("@/versions/VersionsPanel").then((part) => ({ default: part.VersionsPanel })),
);

const PANELS: Record<Name, { Icon: Icon; content: ReactNode }> = {
  steps: { Icon: IconListTree, content: <StepsPanel /> },
  variables: { Icon: IconVariable, content: <VariablesPanel /> },
  problems: { Icon: IconAlertTriangle, content: <ProblemsPanel /> },
  templates: { Icon: IconTemplate, content: <TemplatesPanel /> },
  schedule: { Icon: IconCalendarTime, content: <SchedulePanel /> },
  versions: { Icon: IconHistory, content: <VersionsPanel /> },
};

const NAMES: readonly Name[] = ["steps", "variables", "problems", "templates", "schedule", "versions"];

/** What there is to look at beside the canvas, and the one that is open. */
export function Rail() {
  const { t } = useTranslation("panels");
  const open = useEditor((state) => state.view.rail);
  const { showRail } = usePanels();
  return (
    <>
      <nav className={classes.rail} aria-label={t("rail")}>
        {NAMES.map((name) => (
          <Spot key={name} name={name} isOpen={open === name} onOpen={() => showRail(name)} />
        ))}
      </nav>
      {open && (
        <aside className={classes.panel} aria-label={t(`${open}.title`)}>
          <Panel title={t(`${open}.title`)} onClose={() => showRail(open)}>
            <Suspense fallback={<Loading />}>{PANELS[open].content}</Suspense>
          </Panel>
        </aside>
      )}
    </>
  );
}

type SpotProps = { name: Name; isOpen: boolean; onOpen: () => void };

function Spot({ name, isOpen, onOpen }: SpotProps) {
  const { t } = useTranslation("panels");
  const { Icon } = PANELS[name];
  return (
    <span className={classes.spot}>
      <IconButton
        label={t(`${name}.title`)}
        side={isOpen ? null : "right"}
        size={36}
        aria-expanded={isOpen}
        variant={isOpen ? "light" : "subtle"}
        color={isOpen ? undefined : "gray"}
        onClick={onOpen}
      >
        <Icon size={20} stroke={1.7} />
      </IconButton>
      {name === "problems" && <ProblemCount />}
    </span>
  );
}

const MOST = 99;

function ProblemCount() {
  const issues = useEditor((state) => state.issues);
  const errors = issues.filter(({ severity }) => severity === "error").length;
  const warnings = issues.filter(({ severity }) => severity === "warning").length;
  const count = errors || warnings;
  if (count === 0) return null;
  return (
    <span className={classes.badge} data-only-warnings={errors === 0 || undefined} aria-hidden>
      {count > MOST ? `${MOST}+` : count}
    </span>
  );
}
