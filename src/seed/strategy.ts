import { line, rich, written } from './write.ts'

export const strategySections = [
  written({
    _id: 'fit-for-purpose',
    _type: 'strategySection',
    order: 1,
    title: line({
      en: 'A learning network that is fit for purpose',
      fr: 'Un réseau d’apprentissage à la hauteur de sa mission',
      es: 'Una red de aprendizaje a la altura de su misión',
    }),
    text: rich({
      en: [
        'For more than a hundred years, local governments have learned from one another. Learning is in the DNA of their movement; creativity and solidarity feed it. What has been learned keeps its worth, yet new players, new instruments and fast-changing needs challenge the way things are done.',
        'UCLG will therefore need to be flexible, and to foster a learning culture throughout the organisation. It can build on the expertise of its members, and on three principles:',
        '- solidarity;',
        '- mutual learning;',
        '- knowledge sharing.',
        'The parts of the network were consulted, and the consultation concluded at the UCLG Retreat 2019. In its wake, a variety of learning environments will be set up, where innovative methodologies, tools and approaches can be piloted. They rely on the leadership of the constituency, to spark innovation and cooperation within the network and beyond it.',
        'Under the Local4Action Hub, whose development it supports, learning will be a critical driving force of the UCLG Strategy and the primary catalyst of its implementation.',
      ],
      fr: [
        'Depuis plus d’un siècle, les gouvernements locaux apprennent les uns des autres. L’apprentissage est inscrit dans l’ADN de leur mouvement ; la créativité et la solidarité le nourrissent. L’expérience acquise garde toute sa valeur, mais de nouveaux acteurs, de nouveaux instruments et des besoins qui évoluent vite remettent les pratiques en question.',
        'CGLU devra donc se montrer souple et faire vivre une culture de l’apprentissage dans toute l’organisation. Elle peut compter pour cela sur l’expertise de ses membres, et sur trois principes :',
        '- la solidarité ;',
        '- l’apprentissage mutuel ;',
        '- le partage des connaissances.',
        'Les différentes composantes du réseau ont été consultées, et cette consultation s’est conclue lors du Séminaire de CGLU 2019. Dans son prolongement, divers environnements d’apprentissage seront mis en place pour expérimenter des méthodologies, des approches et des outils innovants. CGLU s’y appuie sur le leadership de ses membres, pour porter l’innovation et la coopération au sein du réseau et au-delà.',
        'Dans le cadre du Local4Action Hub, dont il soutient le développement, l’apprentissage sera un moteur essentiel de la Stratégie de CGLU et le principal catalyseur de sa mise en œuvre.',
      ],
      es: [
        'Desde hace más de cien años, los gobiernos locales aprenden unos de otros. El aprendizaje está en el ADN de su movimiento; la creatividad y la solidaridad lo alimentan. La experiencia acumulada conserva todo su valor, pero nuevos actores, nuevos instrumentos y necesidades que cambian con rapidez ponen a prueba sus prácticas.',
        'Por eso CGLU deberá ser flexible y fomentar una cultura de aprendizaje en toda la organización. Cuenta para ello con los conocimientos y la experiencia de sus miembros, y con tres principios:',
        '- la solidaridad;',
        '- el aprendizaje mutuo;',
        '- el intercambio de conocimientos.',
        'Se consultó a las distintas partes de la red, y la consulta concluyó en el Retiro de CGLU 2019. A partir de ella se pondrán en marcha diversos entornos de aprendizaje, en los que se ensayarán metodologías, herramientas y enfoques innovadores. En ellos, CGLU se apoya en el liderazgo de sus miembros, para impulsar la innovación y la cooperación dentro y fuera de la red.',
        'En el marco del Local4Action Hub, a cuyo desarrollo contribuye, el aprendizaje será una fuerza motriz clave de la Estrategia de CGLU y el principal catalizador de su puesta en práctica.',
      ],
    }),
  }),
  written({
    _id: 'co-creating',
    _type: 'strategySection',
    order: 2,
    title: line({
      en: 'Co-creating our learning environment',
      fr: 'Créer ensemble notre environnement d’apprentissage',
      es: 'Cocrear nuestro entorno de aprendizaje',
    }),
    text: rich({
      en: [
        'The Learning Forum is more than one day: it is an ongoing process in the life of the organisation. At the next World Summit it will become a space for dialogue and co-creation.',
        'This platform defines methodologies and mechanisms that help local and regional leaders shape their visions. Those leaders are the sentinels of the hopes, dreams and expectations of their communities.',
        'It also consolidates processes and methodologies that serve the strategic priorities of the network, and a learning culture that makes its actions more synchronised and more efficient.',
        'Over the past three years, the work has followed two key lines of action:',
        '- localizing the global agendas;',
        '- peer-to-peer learning.',
        'A new line is still to be explored: **Local Labs**, for deeper cooperation with the active cities of the network.',
      ],
      fr: [
        'Le Forum d’apprentissage ne se résume pas à une journée : c’est un processus continu dans la vie de l’organisation. Lors du prochain Sommet mondial, il deviendra un espace de dialogue et de cocréation.',
        'Cette plateforme définit des méthodologies et des mécanismes qui aident les dirigeant·e·s des villes et des régions à donner forme à leur vision. Ces responsables sont les sentinelles des espoirs, des rêves et des attentes de leurs communautés.',
        'Elle consolide aussi des processus et des méthodologies au service des priorités stratégiques du réseau, ainsi qu’une culture de l’apprentissage grâce à laquelle ses actions sont mieux synchronisées et plus efficaces.',
        'Ces trois dernières années, le travail a suivi deux grands axes :',
        '- la localisation des agendas mondiaux ;',
        '- l’apprentissage par les pairs.',
        'Un nouvel axe reste à explorer : les **Local Labs**, pour une coopération plus étroite avec les villes actives du réseau.',
      ],
      es: [
        'El Foro de Aprendizaje es más que una jornada: es un proceso continuo en la vida de la organización. En la próxima Cumbre Mundial se convertirá en un espacio de diálogo y cocreación.',
        'Esta plataforma define metodologías y mecanismos que ayudan a las y los líderes locales y regionales a dar forma a sus visiones. Son ellas y ellos quienes velan, como centinelas, por las esperanzas, los sueños y las expectativas de sus comunidades.',
        'También consolida procesos y metodologías al servicio de las prioridades estratégicas de la red y una cultura de aprendizaje que sincroniza mejor sus acciones y las hace más eficientes.',
        'En los últimos tres años, el trabajo ha seguido dos líneas de acción principales:',
        '- la localización de las agendas globales;',
        '- el aprendizaje entre pares.',
        'Queda por explorar una nueva línea: los **Local Labs**, para una cooperación más profunda con las ciudades activas de la red.',
      ],
    }),
  }),
]
