"""Chinese names of places and countries that are known abroad by a name of their own, and of the best known others."""

from __future__ import annotations

__all__ = ["chinese_of", "english_of"]

_NAMES = """
内蒙古=Inner Mongolia; 西藏=Tibet; 陕西=Shaanxi; 香港=Hong Kong; 澳门=Macao,Macau; 哈尔滨=Harbin; 齐齐哈尔=Qiqihar;
呼和浩特=Hohhot; 乌兰察布=Ulanqab,Ulaan Chab; 鄂尔多斯=Ordos; 巴彦淖尔=Bayannur,Bayan Nur;
呼伦贝尔=Hulunbuir,Hulun Buir; 锡林郭勒=Xilingol,Xilin Gol; 锡林浩特=Xilinhot; 阿拉善=Alxa,Alashan; 二连浩特=Erenhot;
察哈尔=Chahar; 达尔罕茂明安=Darhan Muminggan; 乌拉特=Urad; 土默特=Tumed; 科尔沁=Horqin; 白云鄂博=Bayan Obo;
乌鲁木齐=Urumqi; 克拉玛依=Karamay; 吐鲁番=Turpan,Turfan; 喀什=Kashgar; 和田=Hotan; 伊犁=Ili; 阿勒泰=Altay;
库尔勒=Korla; 阿克苏=Aksu; 拉萨=Lhasa; 日喀则=Shigatse,Xigaze; 林芝=Nyingchi; 昌都=Qamdo,Chamdo; 那曲=Nagqu;
格尔木=Golmud; 香格里拉=Shangri-La; 甘孜=Garze; 阿坝=Ngawa; 厦门=Xiamen,Amoy; 广州=Guangzhou,Canton;
北京=Beijing,Peking; 青岛=Qingdao,Tsingtao; 重庆=Chongqing,Chungking; 南京=Nanjing,Nanking; 天津=Tianjin,Tientsin;
六安=Lu'an; 台州=Taizhou; 蚌埠=Bengbu; 东莞=Dongguan; 乐清=Yueqing; 番禺=Panyu;
上海=Shanghai; 深圳=Shenzhen; 杭州=Hangzhou; 苏州=Suzhou; 长沙=Changsha; 武汉=Wuhan; 成都=Chengdu; 西安=Xi'an;
宁波=Ningbo; 河北=Hebei; 山西=Shanxi; 辽宁=Liaoning; 吉林=Jilin; 黑龙江=Heilongjiang; 江苏=Jiangsu; 浙江=Zhejiang;
安徽=Anhui; 福建=Fujian; 江西=Jiangxi; 山东=Shandong; 河南=Henan; 湖北=Hubei; 湖南=Hunan; 广东=Guangdong;
广西=Guangxi; 海南=Hainan; 四川=Sichuan; 贵州=Guizhou; 云南=Yunnan; 甘肃=Gansu; 青海=Qinghai; 宁夏=Ningxia;
新疆=Xinjiang; 台湾=Taiwan; 高雄=Kaohsiung; 台北=Taipei; 俄罗斯=Russia; 蒙古=Mongolia; 日本=Japan;
韩国=Korea,South Korea; 德国=Germany; 法国=France; 英国=Britain,UK; 美国=United States,USA; 越南=Vietnam;
泰国=Thailand; 马来西亚=Malaysia; 新加坡=Singapore; 印度=India; 印度尼西亚=Indonesia; 澳大利亚=Australia; 巴西=Brazil;
欧洲=Europe; 非洲=Africa; 东盟=ASEAN; 中亚=Central Asia
"""
_ENGLISH = {
    chinese.strip(): tuple(name.strip() for name in names.split(","))
    for chinese, _, names in (entry.partition("=") for entry in _NAMES.split(";"))
}


def _key(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalpha())


_CHINESE = {_key(name): chinese for chinese, names in _ENGLISH.items() for name in names}


def english_of(name: str) -> str:
    """Return the English name of a place without its kind (内蒙古); empty where it is not among the best known."""
    return _ENGLISH.get(name, ("",))[0]


def chinese_of(name: str) -> str:
    """Return the Chinese name of a place by one of its English names; empty where it is not among the best known."""
    return _CHINESE.get(_key(name), "")
