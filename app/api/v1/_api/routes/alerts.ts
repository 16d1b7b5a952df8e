import { z } from 'zod';
import { changeAlert, changeAlertSchema } from '@/lib/alerts/change-alert';
import { alertRule, alertView, listAlerts } from '@/lib/alerts/list-alerts';
import { alertEventView, listAlertEvents } from '@/lib/alerts/list-events';
import { testChannel } from '@/lib/alerts/test-channel';
import { route } from '../route';

const workspace = z.string().min(1).default('main');

export const getAlerts = route({
  method: 'GET',
  path: '/api/v1/alerts',
  summary: 'The alerts of a workspace: their rules, and what each condition is in now, firing ones first',
  access: 'workspace.read',
  query: z.strictObject({ workspace }),
  response: z.strictObject({ rules: z.array(alertRule), alerts: z.array(alertView) }),
  errors: [404],
  handle: async ({ query, caller }) => ({ body: await listAlerts(caller, query.workspace) }),
});

export const postAlert = route({
  method: 'POST',
  path: '/api/v1/alerts',
  summary: 'Acknowledge, mute or unmute an alert',
  access: 'alert.handle',
  query: z.strictObject({ workspace }),
  body: changeAlertSchema,
  response: z.strictObject({ done: z.literal(true) }),
  errors: [404, 409],
  handle: async ({ query, body, caller }) => {
    await changeAlert(caller, query.workspace, body, new Date());
    return { body: { done: true as const } };
  },
});

export const getAlertEvents = route({
  method: 'GET',
  path: '/api/v1/alerts/events',
  summary: 'What happened to alerts, newest first, 50 at a time, and who was told',
  access: 'workspace.read',
  query: z.strictObject({
    workspace,
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .describe('Only events older than this one')
      .optional(),
  }),
  response: z.strictObject({ events: z.array(alertEventView) }),
  errors: [404],
  handle: async ({ query, caller }) => ({
    body: { events: await listAlertEvents(caller, query.workspace, query.before) },
  }),
});

export const postChannelTest = route({
  method: 'POST',
  path: '/api/v1/alerts/channels/{id}/test',
  summary: 'Send a test to a channel, and tell how that went',
  access: 'config.publish',
  params: z.strictObject({ id: z.string().min(1).max(200) }),
  response: z.strictObject({ ok: z.boolean(), detail: z.string() }),
  errors: [404],
  handle: async ({ params, caller }) => {
    const { ok, detail } = await testChannel(caller, params.id, new Date());
    return { body: { ok, detail } };
  },
});
