/** Chinese surnames, most frequent first; the first hundred cover about five of six people. */
export const surnames: readonly string[] = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅付沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺缪从由阚寇荣亓仵郗占雍豆师羊苍双闻莘蒲邰咸籍索赛薊宿怀鄂笪尚麦佘劳展矫崇揣仝逄逯么郄昝亢阙诸綦睢禚茹闪',
];

/** Surnames of two characters. */
export const compoundSurnames: readonly string[] = [
  '欧阳', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '宇文', '长孙', '司徒', '夏侯', '轩辕', '端木', '百里', '呼延', '南宫', '独孤',
  '钟离', '闻人', '申屠', '澹台', '公羊', '赫连', '万俟', '淳于', '单于', '太叔', '仲孙', '司空', '濮阳', '拓跋', '西门', '第五', '左丘', '东郭', '南门', '羊舌',
]; // prettier-ignore

const rank = new Map(surnames.map((surname, i) => [surname, i] as const));

/** 0-1: how many people bear it, roughly (王 1, a rare one 0.05). */
export const surnameFrequency = (surname: string): number => {
  if (surname.length > 1) return 0.05;
  const at = rank.get(surname);
  return at === undefined ? 0.05 : Math.max(0.05, 1 / (1 + at / 12));
};

export const isSurname = (text: string): boolean => rank.has(text) || compoundSurnames.includes(text);
