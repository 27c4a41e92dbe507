import { ProxiedSignInPage } from '@backstage/core-components';
import {
  configApiRef,
  createFrontendModule,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import type { ComponentProps } from 'react';

type SignInPageProps = Omit<
  ComponentProps<typeof ProxiedSignInPage>,
  'provider'
>;

/** `app.signInProvider` names an auth provider that knows the user without a form: `guest`, or that of a proxy. */
function PortalSignInPage(props: SignInPageProps) {
  const provider = useApi(configApiRef).getString('app.signInProvider');
  return <ProxiedSignInPage {...props} provider={provider} />;
}

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: { loader: async () => PortalSignInPage },
    }),
  ],
});
