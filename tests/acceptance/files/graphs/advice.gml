graph [
  directed 1
  node [
    id 0
    label "Oak Practice"
    sector "practice"
  ]
  node [
    id 1
    label "Elm Practice"
    sector "practice"
  ]
  node [
    id 2
    label "Harbour Trust"
    sector "trust"
  ]
  node [
    id 3
    label "&#214;stra Trust"
    sector "trust"
  ]
  node [
    id 4
    label "Green Voice"
    sector "voluntary"
  ]
  node [
    id 5
    label "Riverside Practice"
    sector "practice"
  ]
  node [
    id 6
    label "North Care"
    sector "voluntary"
  ]
  node [
    id 7
    label "Hill &#38; Dale Council"
    sector "council"
  ]
  node [
    id 8
    label "Fen Forum"
    sector "voluntary"
  ]
  node [
    id 9
    label "Moor Trust"
    sector "trust"
  ]
  node [
    id 10
    label "Vale Council"
    sector "council"
  ]
  node [
    id 11
    label "Ash Alliance"
    sector "voluntary"
  ]
  edge [
    source 0
    target 1
    weight 1
  ]
  edge [
    source 0
    target 2
    weight 5
  ]
  edge [
    source 0
    target 3
    weight 1
  ]
  edge [
    source 0
    target 4
    weight 1
  ]
  edge [
    source 0
    target 5
    weight 5
  ]
  edge [
    source 1
    target 6
    weight 1
  ]
  edge [
    source 1
    target 5
    weight 1
  ]
  edge [
    source 1
    target 3
    weight 5
  ]
  edge [
    source 1
    target 7
    weight 4
  ]
  edge [
    source 2
    target 0
    weight 3
  ]
  edge [
    source 2
    target 6
    weight 1
  ]
  edge [
    source 2
    target 1
    weight 2
  ]
  edge [
    source 3
    target 8
    weight 1
  ]
  edge [
    source 3
    target 7
    weight 5
  ]
  edge [
    source 3
    target 2
    weight 5
  ]
  edge [
    source 3
    target 4
    weight 4
  ]
  edge [
    source 4
    target 3
    weight 2
  ]
  edge [
    source 4
    target 0
    weight 3
  ]
  edge [
    source 4
    target 6
    weight 1
  ]
  edge [
    source 5
    target 3
    weight 1
  ]
  edge [
    source 5
    target 7
    weight 5
  ]
  edge [
    source 5
    target 2
    weight 2
  ]
  edge [
    source 5
    target 0
    weight 4
  ]
  edge [
    source 6
    target 9
    weight 3
  ]
  edge [
    source 6
    target 10
    weight 2
  ]
  edge [
    source 6
    target 7
    weight 1
  ]
  edge [
    source 6
    target 8
    weight 4
  ]
  edge [
    source 7
    target 3
    weight 4
  ]
  edge [
    source 7
    target 9
    weight 3
  ]
  edge [
    source 7
    target 5
    weight 3
  ]
  edge [
    source 8
    target 9
    weight 5
  ]
  edge [
    source 8
    target 1
    weight 3
  ]
  edge [
    source 8
    target 5
    weight 3
  ]
  edge [
    source 9
    target 11
    weight 1
  ]
  edge [
    source 9
    target 5
    weight 1
  ]
  edge [
    source 9
    target 1
    weight 3
  ]
  edge [
    source 10
    target 5
    weight 2
  ]
  edge [
    source 10
    target 2
    weight 2
  ]
  edge [
    source 11
    target 6
    weight 2
  ]
  edge [
    source 11
    target 10
    weight 5
  ]
]
