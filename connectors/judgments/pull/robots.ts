/** The rules that a site has for programs, in its robots.txt. */
import parser from 'robots-parser';

/** The package is CommonJS and its types say otherwise: what is imported is the function. */
export const robotsOf = parser as unknown as typeof parser.default;
