import './storing.test';
