import { sendEmail } from '@/lib/alerts/channels/email';
import { channelSchema } from '@/lib/config/alert-schemas';
import { parseAllowList } from '@/lib/egress/policy';

/** A process of its own, for which certificates to trust is said by NODE_EXTRA_CA_CERTS at its start. */
const [given = '', password = ''] = process.argv.slice(2);
const channel = channelSchema.parse(JSON.parse(given));
if (channel.kind !== 'email') throw new Error('no e-mail channel');
const notice = {
  ...{ deliveryId: 'd-1', kind: 'fired' as const, rule: { id: 'r', name: 'Errors' }, workspace: 'main' },
  ...{ subject: 'all', summary: '12 % of requests failed', at: '2026-11-20T12:00:00Z' },
};
const allowed = parseAllowList('127.0.0.0/8');
process.stdout.write(JSON.stringify(await sendEmail(channel, password, notice, allowed)));
