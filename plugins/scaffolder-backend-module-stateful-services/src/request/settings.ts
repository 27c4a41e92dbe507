import {
  Engine,
  SettingRequest,
} from 'backstage-plugin-stateful-services-node';
import { z } from 'zod/v3';
import { CLOUDS, repositoryRequestSchema } from './repositoryRequest';

/** Form fields that were left empty arrive as empty strings. */
export const isGiven = (value: unknown) => value !== undefined && value !== '';

/** As far as it is right; what is wrong with a field is told by its own rule. */
const settingRequestSchema = z.object({
  replicas: z.number().catch(0),
  cloud: z.enum(CLOUDS).catch('generic'),
  storageClassName: z.string().optional().catch(undefined),
});

/** What the rules of settings may depend on. */
export function settingRequestOf(
  input: unknown,
  topology: string,
): SettingRequest {
  return { topology, ...settingRequestSchema.parse(input) };
}

/** The settings that were given, with the rules of their engine. */
export function settingsSchema(engine: Engine, request: SettingRequest) {
  const known = Object.keys(engine.settings);
  const given = repositoryRequestSchema.shape.settings.transform(settings =>
    Object.fromEntries(
      Object.entries(settings).filter(([, value]) => isGiven(value)),
    ),
  );
  return given.superRefine((settings, context) => {
    for (const [name, value] of Object.entries(settings)) {
      const setting = Object.hasOwn(engine.settings, name)
        ? engine.settings[name]
        : undefined;
      const message = setting
        ? setting.rule(value, request)
        : `must not be given: ${engine.name} knows ${
            known.join(', ') || 'no settings'
          }`;
      if (message) {
        context.addIssue({ code: 'custom', path: [name], message });
      }
    }
  });
}
