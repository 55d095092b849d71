import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type ParsedLocation,
} from "@tanstack/react-router";

import { currentSession } from "@/api/session";
import { Loading } from "@/ui";
import { arriving } from "@/i18n/arriving";

import { NotFound, Root, RouteFault } from "./frames";
import { Inside } from "./Inside";
import { botsSearch, channelsSearch, editorSearch, nextSearch } from "@/features/search";
import { Shell } from "./shell/Shell";

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

function needsSignIn({ location }: { location: ParsedLocation }): void {
  if (currentSession().state === "out") throw redirect({ to: "/sign-in", search: { next: location.href } });
}

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/bots", replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "sign-in",
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => arriving(() => import("@/features/auth/SignInPage")), "SignInPage"),
});

const register = createRoute({
  getParentRoute: () => root,
  path: "register",
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => arriving(() => import("@/features/auth/RegisterPage")), "RegisterPage"),
});

// Links of letters: what they are for stands behind the `#`.
const account = createRoute({
  getParentRoute: () => root,
  path: "account",
  component: lazyRouteComponent(() => arriving(() => import("@/features/auth/AccountPage")), "AccountPage"),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: "account/forgot",
  component: lazyRouteComponent(() => arriving(() => import("@/features/auth/ForgotPage")), "ForgotPage"),
});

const inside = createRoute({
  getParentRoute: () => root,
  id: "in",
  beforeLoad: needsSignIn,
  component: Inside,
});

/** Takes the whole window: no navigation beside it. */
const editor = createRoute({
  getParentRoute: () => inside,
  path: "bots/$botId",
  validateSearch: editorSearch,
  component: lazyRouteComponent(() => arriving(() => import("@/editor/EditorPage")), "EditorPage"),
});

const shell = createRoute({ getParentRoute: () => inside, id: "shell", component: Shell });

const bots = createRoute({
  getParentRoute: () => shell,
  path: "bots",
  validateSearch: botsSearch,
  component: lazyRouteComponent(() => arriving(() => import("@/features/bots/BotsPage")), "BotsPage"),
});

const conversations = createRoute({
  getParentRoute: () => shell,
  path: "bots/$botId/conversations",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/conversations/ConversationsPage")),
    "ConversationsPage",
  ),
});

const conversation = createRoute({
  getParentRoute: () => shell,
  path: "bots/$botId/conversations/$sessionId",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/conversations/ConversationPage")),
    "ConversationPage",
  ),
});

const schedule = createRoute({
  getParentRoute: () => shell,
  path: "bots/$botId/schedule",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/schedule/SchedulePage")),
    "SchedulePage",
  ),
});

const alerts = createRoute({
  getParentRoute: () => shell,
  path: "bots/$botId/alerts",
  component: lazyRouteComponent(() => arriving(() => import("@/features/alerts/AlertsPage")), "AlertsPage"),
});

const channels = createRoute({
  getParentRoute: () => shell,
  path: "channels",
  validateSearch: channelsSearch,
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/channels/ChannelsPage")),
    "ChannelsPage",
  ),
});

const channel = createRoute({
  getParentRoute: () => shell,
  path: "channels/$channelId",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/channels/ChannelPage")),
    "ChannelPage",
  ),
});

const credentials = createRoute({
  getParentRoute: () => shell,
  path: "credentials",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/credentials/CredentialsPage")),
    "CredentialsPage",
  ),
});

const templates = createRoute({
  getParentRoute: () => shell,
  path: "templates",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/templates/TemplatesPage")),
    "TemplatesPage",
  ),
});

const template = createRoute({
  getParentRoute: () => shell,
  path: "templates/$templateId",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/templates/TemplatePage")),
    "TemplatePage",
  ),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: "people",
  component: lazyRouteComponent(() => arriving(() => import("@/features/people/PeoplePage")), "PeoplePage"),
});

const profile = createRoute({
  getParentRoute: () => shell,
  path: "profile",
  component: lazyRouteComponent(
    () => arriving(() => import("@/features/profile/ProfilePage")),
    "ProfilePage",
  ),
});

const routes = root.addChildren([
  home,
  signIn,
  register,
  account,
  forgot,
  inside.addChildren([
    editor,
    shell.addChildren([
      bots,
      conversations,
      conversation,
      schedule,
      alerts,
      channels,
      channel,
      credentials,
      templates,
      template,
      people,
      profile,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultPendingMs: 200,
  defaultErrorComponent: RouteFault,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
