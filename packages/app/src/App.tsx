import { createApp } from '@backstage/frontend-defaults';
import { homePlugin } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/** Plugins are found by `app.packages: all`; only what belongs to this portal alone is named here. */
export default createApp({ features: [homePlugin, navModule, signInModule] });
