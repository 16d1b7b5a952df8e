import { logger } from '@/lib/logger';
import type { LoggedBooking } from './store-batch';

/** Says that a provider reported counts that cannot be right. The rows stay on the list of what is quarantined. */
export function warnOfQuarantine(bookings: readonly LoggedBooking[]): void {
  for (const { booking } of bookings)
    for (const { request_id, attempt, provider, model, cost_state, unpriced_meters } of booking.attempts)
      if (cost_state === 'quarantined')
        logger.warn(
          {
            event: 'usage_quarantined',
            requestId: request_id,
            attempt,
            provider,
            model,
            counts: unpriced_meters,
          },
          'ledger: usage quarantined',
        );
}
