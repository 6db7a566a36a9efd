/** What can be put out of action in a model, the coarse kinds first. */
export const SITE_KINDS = ['layer', 'head', 'convolution', 'gate', 'state', 'neuron'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];
