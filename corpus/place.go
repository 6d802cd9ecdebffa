package corpus

import "regexp"

// The places that a reader knows for names without any sign of it: China's provinces,
// its largest cities, and the countries that policies most speak of. Chinese ones are
// in simplified characters.
var (
	EnglishPlaces = regexp.MustCompile(`\b(Beijing|Shanghai|Tianjin|Chongqing|Hebei|Shanxi|Shaanxi|Liaoning|Jilin|Heilongjiang|Jiangsu|Zhejiang|Anhui|Fujian|Jiangxi|Shandong|Henan|Hubei|Hunan|Guangdong|Guangxi|Hainan|Sichuan|Guizhou|Yunnan|Tibet|Gansu|Qinghai|Ningxia|Xinjiang|Inner Mongolia|Hong Kong|Macao|Macau|Taiwan|` +
		`Guangzhou|Shenzhen|Hangzhou|Nanjing|Suzhou|Wuhan|Chengdu|Xi'an|Zhengzhou|Changsha|Hefei|Qingdao|Jinan|Ningbo|Xiamen|Fuzhou|Dalian|Shenyang|Harbin|` +
		`China|United States|United Kingdom|France|Germany|Japan|Korea|India|Russia|Italy|Spain|Canada|Australia|Brazil|Singapore|European Union|EU|US|UK)\b`)
	HanPlaces = regexp.MustCompile(`北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古|香港|澳门|台湾|` +
		`广州|深圳|杭州|南京|苏州|武汉|成都|西安|郑州|长沙|合肥|青岛|济南|宁波|厦门|福州|大连|沈阳|哈尔滨|长春|石家庄|太原|南昌|昆明|贵阳|南宁|海口|兰州|西宁|银川|乌鲁木齐|拉萨|呼和浩特|` +
		`美国|英国|法国|德国|日本|韩国|朝鲜|印度|俄罗斯|意大利|西班牙|加拿大|澳大利亚|巴西|新加坡|越南|泰国|马来西亚|印度尼西亚|欧盟|东盟`)
)
