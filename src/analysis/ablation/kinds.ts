import { SITE_KINDS, type SiteKind } from '../../inference/looks';

export { SITE_KINDS, type SiteKind };
