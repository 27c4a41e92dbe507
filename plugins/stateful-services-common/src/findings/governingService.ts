import { Situation } from '../assessment/situation';
import { ServiceRecord } from '../kubernetes/service';

/** The Service that gives the members their names. */
export function governing({
  set,
  services,
}: Situation): ServiceRecord | undefined {
  return services.find(({ name }) => name === set.serviceName);
}
