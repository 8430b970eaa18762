"""Invented people of many countries: names, streets and towns in their own scripts. Nobody here exists."""

from typing import NamedTuple


class Country(NamedTuple):
    """What is needed to invent somebody there. `#` in a phone or a postal code is any digit."""

    code: str
    language: str
    time_zone: str
    phone: str
    given: tuple
    family: tuple
    towns: tuple
    streets: tuple
    postal: str
    letters: str  # an address in Latin letters for names in another script: "given family" in the same order
    street_first: bool = False  # "12 rue X" instead of "X 12"
    family_first: bool = False


def words(text):
    return tuple(word.strip() for word in text.split(","))


COUNTRIES = (
    Country("DE", "de", "Europe/Berlin", "+49151########", words("Jürgen, Käthe, Sönke, Änne, Matthias, Ute"),
            words("Müller, Weiß, Großmann, Köhler, Schäfer, Böhm"), words("Köln, München, Lübeck, Göttingen"),
            words("Lindenstraße, Am Mühlbach, Schloßallee"), "#####", ""),
    Country("FR", "fr", "Europe/Paris", "+3361#######", words("Zoé, François, Hélène, Noël, Maëlle, Aurélien"),
            words("Lefèvre, Béranger, Côté, Dupré, Moreau, Garçon"), words("Orléans, Besançon, Nîmes, Lyon"),
            words("rue des Écoles, avenue Foch, quai Saint-Père"), "#####", "", street_first=True),
    Country("PL", "pl", "Europe/Warsaw", "+48601######", words("Łukasz, Małgorzata, Grażyna, Świętosław, Paweł, Zofia"),
            words("Wójcik, Żuławska, Śliwa, Łącki, Gołąb, Kaźmierczak"), words("Łódź, Kraków, Poznań, Gdańsk"),
            words("ulica Długa, ulica Świętojańska, aleja Róż"), "##-###", ""),
    Country("ES", "es", "Europe/Madrid", "+3461#######", words("Íñigo, Begoña, Andrés, Lucía, Joaquín, Inés"),
            words("Muñoz, Ibáñez, Núñez, Peña, Álvarez, Cortés"), words("Málaga, León, Cádiz, A Coruña"),
            words("calle Mayor, paseo del Río, plaza de España"), "28###", ""),
    Country("SE", "sv", "Europe/Stockholm", "+4670#######", words("Åsa, Björn, Örjan, Linnéa, Göran, Märta"),
            words("Öberg, Åström, Sjögren, Ängström, Lindqvist, Nyström"), words("Malmö, Göteborg, Umeå, Örebro"),
            words("Storgatan, Ängsvägen, Åkergatan"), "### ##", ""),
    Country("TR", "tr", "Europe/Istanbul", "+9053########", words("Ayşe, İbrahim, Gülçin, Çağlar, Ömer, Şule"),
            words("Yıldız, Öztürk, Şahin, Çelik, Güneş, Kılıç"), words("İstanbul, İzmir, Eskişehir, Muğla"),
            words("Atatürk Caddesi, Gül Sokağı, Çınar Yolu"), "3####", ""),
    Country("GR", "el", "Europe/Athens", "+30694#######", words("Ελένη, Γιώργος, Δήμητρα, Νίκος, Άννα, Σπύρος"),
            words("Παππάς, Οικονόμου, Αγγελίδης, Κωνσταντίνου"), words("Αθήνα, Πάτρα, Βόλος, Χανιά"),
            words("οδός Ερμού, λεωφόρος Συγγρού, οδός Αιόλου"), "1## ##", "eleni.pappas"),
    Country("BG", "bg", "Europe/Sofia", "+35988#######", words("Иван, Мария, Георги, Десислава, Стоян, Цветелина"),
            words("Петров, Димитров, Стоянов, Георгиев, Ангелов"), words("София, Пловдив, Варна, Русе"),
            words("улица Шипка, булевард Витоша, улица Роза"), "1###", "ivan.petrov"),
    Country("UA", "uk", "Europe/Kyiv", "+38067#######", words("Олена, Тарас, Юлія, Андрій, Оксана, Соломія"),
            words("Шевченко, Коваленко, Бойко, Мельник, Ткачук"), words("Київ, Львів, Одеса, Харків"),
            words("вулиця Лесі Українки, вулиця Садова"), "0####", "olena.boiko"),
    Country("JP", "ja", "Asia/Tokyo", "+81903#######", words("翔太, 美咲, 健一, さくら, 大輔, 陽子"),
            words("佐藤, 鈴木, 高橋, 田中, 渡辺, 小林"), words("東京, 大阪, 京都, 札幌"),
            words("中央通り, 桜台, 本町"), "###-####", "misaki.sato", family_first=True),
    Country("KR", "ko", "Asia/Seoul", "+8210########", words("민준, 서연, 지훈, 수빈, 하은"),
            words("김, 이, 박, 최, 정"), words("서울, 부산, 대구, 광주"), words("세종대로, 강남대로, 중앙로"),
            "0####", "minjun.kim", family_first=True),
    Country("CN", "zh", "Asia/Shanghai", "+86138########", words("伟, 芳, 秀英, 晓明, 丽"),
            words("王, 李, 张, 陈, 欧阳"), words("上海, 北京, 成都, 杭州"), words("南京路, 人民路, 中山路"),
            "2#####", "xiaoming.li", family_first=True),
    Country("EG", "ar", "Africa/Cairo", "+2010########", words("أحمد, فاطمة, يوسف, ليلى, كريم, مريم"),
            words("المصري, حسن, السيد, عبد الله, منصور"), words("القاهرة, الإسكندرية, أسوان"),
            words("شارع النيل, شارع التحرير"), "1####", "layla.hassan"),
    Country("IL", "he", "Asia/Jerusalem", "+972502######", words("נועה, דוד, תמר, יוסף, מאיה"),
            words("כהן, לוי, מזרחי, פרץ"), words("חיפה, ירושלים, תל אביב"), words("רחוב הרצל, שדרות רוטשילד"),
            "6######", "noa.levi"),
    Country("IN", "hi", "Asia/Kolkata", "+9198########", words("अनिल, प्रिया, विक्रम, सुनीता, आरव"),
            words("शर्मा, पटेल, गुप्ता, वर्मा"), words("दिल्ली, पुणे, जयपुर"), words("गांधी मार्ग, नेहरू रोड"),
            "4#####", "priya.patel"),
    Country("NG", "en", "Africa/Lagos", "+234803#######", words("Adébáyọ̀, Ngọzi, Chidi, Yétúndé, Ifẹ́olúwa, Femi"),
            words("Okonkwo, Adéyẹmí, Balógun, Eze, Nwosu"), words("Lagos, Ìbàdàn, Abuja, Enugu"),
            words("Awolowo Road, Market Street"), "1####0", "", street_first=True),
    Country("BR", "pt-BR", "America/Sao_Paulo", "+55119########", words("João, Conceição, Antônio, Luísa, Inês, Caio"),
            words("Gonçalves, Magalhães, Araújo, Simões, Brandão"), words("São Paulo, Goiânia, Belém"),
            words("Rua das Flores, Avenida Brasil"), "0####-###", ""),
    Country("US", "en", "America/Chicago", "+1312555####", words("Dakota, Shaniqua, Earl, Guadalupe, Wyatt, O’Dell"),
            words("O’Malley, Whitefeather, Johnson, van der Berg, St. James"), words("Chicago, Evanston, Joliet"),
            words("Maple Street, 5th Avenue, Lake Shore Drive"), "60###", "", street_first=True),
)  # fmt: skip
