import { RemixiconComponentType } from '@remixicon/react';
import { Level } from 'backstage-plugin-stateful-services-common';

/** How a status is shown: never by colour alone, but by the shape of an icon and a text as well. */
export interface Look {
  readonly icon: RemixiconComponentType;
  readonly text: string;
  /** Names the colour. */
  readonly level: Level;
}
