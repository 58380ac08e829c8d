/** What an operator sets to have a judgment site asked, checked before anybody is asked. README.md explains each. */
import { z } from 'zod';
import { ConfigError } from '../../../src/errors.js';
import { partialDate } from '../../../src/model/date.js';

const shapes = ['oldSite', 'rest', 'mirror'] as const;

const prefix = 'CLUEGRAPH_JUDGMENTS_';

interface Said {
  readonly zh: string;
  readonly en: string;
}

/** What is to be set, for the message about a setting that is missing or wrong. */
const remedies: Readonly<Record<string, Said>> = {
  URL: {
    zh: '网站的地址，须为 https（本机可用 http），不得含用户名或密码',
    en: 'the address of the site: https (http only for this machine), without user name or password',
  },
  SHAPE: { zh: `网站的形式：${shapes.join('、')}`, en: `the shape of the site: ${shapes.join(', ')}` },
  LEGAL_BASIS: {
    zh: '依据什么可以获取该网站的文书，例如授权文件的名称和日期',
    en: 'on what ground the site may be asked, such as name and date of its permission',
  },
  CONTACT: {
    zh: '网站管理员可以联系到的邮箱或网址',
    en: 'a mail or web address at which the owner of the site reaches you',
  },
  SINCE: { zh: '最早的裁判日期，如 2026-01-01', en: 'the earliest date of judgment, such as 2026-01-01' },
  COURTS: { zh: '法院全称，用逗号分隔，最多 100 个', en: 'whole names of courts separated by commas, at most 100' },
  EVERY: { zh: '定时的 cron 表达式，如 0 2 * * *', en: 'a cron pattern such as 0 2 * * *' },
  RATE: { zh: '每秒请求数，0.01 至 10', en: 'requests a second, 0.01 to 10' },
  CONCURRENCY: { zh: '同时请求数，1 至 4', en: 'requests at the same time, 1 to 4' },
  DAYS: { zh: '一次查询的天数，1 至 31', en: 'days asked for at once, 1 to 31' },
  LATE_DAYS: {
    zh: '文书最迟在裁判后多少天公开，0 至 365',
    en: 'days after which a document may still be published, 0 to 365',
  },
  PER_DAY: { zh: '平常每个工作日的文书数', en: 'how many documents a working day usually has' },
  PAGE_SIZE: { zh: '网站每页的条数，1 至 100', en: 'documents on one page of the site, 1 to 100' },
  MAX_PAGES: { zh: '网站一次查询最多显示的页数', en: 'pages that the site shows of one search at most' },
  COOKIE: {
    zh: '网站授予您的会话 Cookie，如 name=value',
    en: 'the session cookie that the site gave you, as name=value',
  },
  NAME: { zh: '记录名的前缀，小写字母、数字或连字符', en: 'prefix of record names: small letters, digits, hyphens' },
};

const day = z.string().refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && partialDate.clean(text) === text);
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const settings = z.object({
  URL: z.string().refine(isSafe),
  SHAPE: z.enum(shapes),
  LEGAL_BASIS: z.string().trim().min(2),
  CONTACT: z.string().regex(/^(?:mailto:)?[!-~]+@[!-~]+$|^https?:\/\/[!-~]+$/),
  SINCE: day,
  COURTS: z
    .string()
    .default('')
    .transform((text) => [...new Set(text.split(/[,，、;；\s]+/).filter(Boolean))])
    .refine((courts) => courts.length <= 100),
  EVERY: z.string().trim().min(1).optional(),
  RATE: z.coerce.number().min(0.01).max(10).default(1),
  CONCURRENCY: count(1, 4).default(1),
  DAYS: count(1, 31).default(7),
  LATE_DAYS: count(0, 365).default(14),
  PER_DAY: z.coerce.number().positive().optional(),
  PAGE_SIZE: count(1, 100).optional(),
  MAX_PAGES: count(1, 10_000).optional(),
  COOKIE: z
    .string()
    .regex(/^[!-~]+=[ -~]*$/)
    .optional(),
  NAME: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .optional(),
});

export type Settings = z.infer<typeof settings>;

/** Null when nothing is set. Throws ConfigError that names the variable and what it should be. */
export function readSettings(all: Readonly<Record<string, string>>): Settings | null {
  const own = Object.entries(all)
    .filter(([name, value]) => name.startsWith(prefix) && value.trim() !== '')
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
  if (!own.length) return null;
  const unknown = own.find(([name]) => !(name in remedies))?.[0];
  if (unknown)
    throw new ConfigError(
      `没有 ${prefix}${unknown} 这个变量。请改正名称，或取消设置。 / There is no setting ${prefix}${unknown}. Correct its name or unset it.`,
    );
  const read = settings.safeParse(Object.fromEntries(own));
  if (read.success) return read.data;
  const name = String(read.error.issues[0]?.path[0]);
  const missing = !own.some(([given]) => given === name);
  const { zh, en } = remedies[name] ?? { zh: '', en: '' };
  throw new ConfigError(
    `环境变量 ${prefix}${name} ${missing ? '未设置' : '的值无效'}。请设置：${zh}。 / ${prefix}${name} is ${missing ? 'missing' : 'not valid'}. Set it to ${en}.`,
  );
}

/** Over TLS, or to this machine alone; with nothing in it that is secret. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && loopback)) && !username && !password && !search && !hash;
}
